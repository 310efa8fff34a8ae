/** What keeps the books in order by schedule or by hand: settling what is due, auditing, rebuilding. */
@NullMarked
package dev.tallystick.upkeep;

import org.jspecify.annotations.NullMarked;
