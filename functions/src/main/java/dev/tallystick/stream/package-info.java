/** Batches of a DynamoDB stream. */
@NullMarked
package dev.tallystick.stream;

import org.jspecify.annotations.NullMarked;
