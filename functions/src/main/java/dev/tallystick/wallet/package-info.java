/** What a customer sees: the wallet, the links that lead to it and the devices on which it is open. */
@NullMarked
package dev.tallystick.wallet;

import org.jspecify.annotations.NullMarked;
