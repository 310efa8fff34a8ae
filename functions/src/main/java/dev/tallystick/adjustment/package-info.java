/** Correcting balances by hand. */
@NullMarked
package dev.tallystick.adjustment;

import org.jspecify.annotations.NullMarked;
