/** Tables and secrets to measure on, and a shop in them. */
@NullMarked
package dev.tallystick.bench.store;

import org.jspecify.annotations.NullMarked;
