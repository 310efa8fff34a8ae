/** The member's card in the wallets that phones have: Apple's and Google's. */
@NullMarked
package dev.tallystick.pass;

import org.jspecify.annotations.NullMarked;
