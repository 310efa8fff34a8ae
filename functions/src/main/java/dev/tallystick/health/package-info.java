/** Is it there. */
@NullMarked
package dev.tallystick.health;

import org.jspecify.annotations.NullMarked;
