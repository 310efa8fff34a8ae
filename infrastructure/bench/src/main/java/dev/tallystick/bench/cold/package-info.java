/** Functions in processes of their own, under the official runtime client. */
@NullMarked
package dev.tallystick.bench.cold;

import org.jspecify.annotations.NullMarked;
