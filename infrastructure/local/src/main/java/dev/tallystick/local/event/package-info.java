/** What calls functions by itself: queues, streams and schedules. */
@NullMarked
package dev.tallystick.local.event;

import org.jspecify.annotations.NullMarked;
