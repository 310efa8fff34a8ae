/** The cloud's own clock: real time, and what it was moved forward by. */
@NullMarked
package dev.tallystick.local.clock;

import org.jspecify.annotations.NullMarked;
