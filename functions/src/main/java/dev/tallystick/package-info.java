/** Tallystick's functions. */
@NullMarked
package dev.tallystick;

import org.jspecify.annotations.NullMarked;
