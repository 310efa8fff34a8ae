/** Calls in one process that has made many, next to the bare calls of the SDK. */
@NullMarked
package dev.tallystick.bench.warm;

import org.jspecify.annotations.NullMarked;
