/** Plays real purchases at a chosen rate and shape, measures, and looks in the end whether anything was lost or doubled. */
@NullMarked
package dev.tallystick.load;

import org.jspecify.annotations.NullMarked;
