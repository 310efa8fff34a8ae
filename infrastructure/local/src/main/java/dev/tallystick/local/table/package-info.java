/** DynamoDB Local, embedded. */
@NullMarked
package dev.tallystick.local.table;

import org.jspecify.annotations.NullMarked;
