/** The domain: how points change. Pure functions of their arguments; imports nothing but java. */
@NullMarked
package dev.tallystick.points;

import org.jspecify.annotations.NullMarked;
