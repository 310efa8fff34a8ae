/** The pages that people open: the customer's wallet, and the till of a shop without a system of its own. */
@NullMarked
package dev.tallystick.page;

import org.jspecify.annotations.NullMarked;
