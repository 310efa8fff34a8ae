/** Many writers on one account. */
@NullMarked
package dev.tallystick.bench.hot;

import org.jspecify.annotations.NullMarked;
