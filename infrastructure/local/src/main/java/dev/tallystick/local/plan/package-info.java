/** What a template asks for, as plain values. */
@NullMarked
package dev.tallystick.local.plan;

import org.jspecify.annotations.NullMarked;
