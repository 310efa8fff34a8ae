/** What functions are made of, put together from their environment: the one place that reads it. */
@NullMarked
package dev.tallystick.wiring;

import org.jspecify.annotations.NullMarked;
