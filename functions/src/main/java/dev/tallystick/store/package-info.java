/** What every user of DynamoDB and Secrets Manager here shares: clients, keys, items. */
@NullMarked
package dev.tallystick.store;

import org.jspecify.annotations.NullMarked;
