/** Load, decide, commit: the one path on which points change. */
@NullMarked
package dev.tallystick.ledger;

import org.jspecify.annotations.NullMarked;
