/** Batches: what a till did without a network, taken whole and carried out row by row. */
@NullMarked
package dev.tallystick.batch;

import org.jspecify.annotations.NullMarked;
