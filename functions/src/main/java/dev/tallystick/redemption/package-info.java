/** Spending points. */
@NullMarked
package dev.tallystick.redemption;

import org.jspecify.annotations.NullMarked;
