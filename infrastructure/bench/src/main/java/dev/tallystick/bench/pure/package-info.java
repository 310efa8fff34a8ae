/** What a request takes without any input or output, by JMH. */
@NullMarked
package dev.tallystick.bench.pure;

import org.jspecify.annotations.NullMarked;
