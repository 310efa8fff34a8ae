/** What a million purchases cost, from measured units, stated assumptions and a dated price list. */
@NullMarked
package dev.tallystick.bench.cost;

import org.jspecify.annotations.NullMarked;
