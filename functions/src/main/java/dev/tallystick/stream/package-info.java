/** What functions are handed by a DynamoDB stream or a queue. */
@NullMarked
package dev.tallystick.stream;

import org.jspecify.annotations.NullMarked;
