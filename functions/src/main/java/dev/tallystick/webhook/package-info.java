/** Every event to the retailer's own systems, as Standard Webhooks, at least once and each member's in order. */
@NullMarked
package dev.tallystick.webhook;

import org.jspecify.annotations.NullMarked;
