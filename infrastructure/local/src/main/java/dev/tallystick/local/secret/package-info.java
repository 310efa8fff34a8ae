/** Secrets Manager, as far as functions read secrets. */
@NullMarked
package dev.tallystick.local.secret;

import org.jspecify.annotations.NullMarked;
