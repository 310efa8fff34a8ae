/** Figures made from the ledger's entries. */
@NullMarked
package dev.tallystick.insight;

import org.jspecify.annotations.NullMarked;
