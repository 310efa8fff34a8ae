/** What calls functions by itself: queues and streams. */
@NullMarked
package dev.tallystick.local.event;

import org.jspecify.annotations.NullMarked;
