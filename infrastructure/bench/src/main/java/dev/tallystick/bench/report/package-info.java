/** What was measured, as a page with pictures. */
@NullMarked
package dev.tallystick.bench.report;

import org.jspecify.annotations.NullMarked;
