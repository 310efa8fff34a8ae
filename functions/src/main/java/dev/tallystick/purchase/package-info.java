/** Recording purchases. */
@NullMarked
package dev.tallystick.purchase;

import org.jspecify.annotations.NullMarked;
