/** What each operation sends to DynamoDB and SQS, counted at the functions' own clients, and what that takes. */
@NullMarked
package dev.tallystick.bench.units;

import org.jspecify.annotations.NullMarked;
