/** What {@code make bench} runs, and how much of it. */
@NullMarked
package dev.tallystick.bench.run;

import org.jspecify.annotations.NullMarked;
