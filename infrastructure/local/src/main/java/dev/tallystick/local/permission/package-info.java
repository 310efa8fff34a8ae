/** IAM: roles and policies of the template, and whether they allow a call. */
@NullMarked
package dev.tallystick.local.permission;

import org.jspecify.annotations.NullMarked;
