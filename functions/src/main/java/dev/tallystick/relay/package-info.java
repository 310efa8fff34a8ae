/** From the ledger's stream to the queues. */
@NullMarked
package dev.tallystick.relay;

import org.jspecify.annotations.NullMarked;
