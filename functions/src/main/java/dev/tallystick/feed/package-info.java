/** Every event of the ledger in one order that never changes. */
@NullMarked
package dev.tallystick.feed;

import org.jspecify.annotations.NullMarked;
