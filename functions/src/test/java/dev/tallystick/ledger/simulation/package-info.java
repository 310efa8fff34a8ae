/** The real ledger code among faults that a seed decides, one step at a time, so that every failure can be replayed. */
@NullMarked
package dev.tallystick.ledger.simulation;

import org.jspecify.annotations.NullMarked;
