/** Log lines in JSON, without personal data. */
@NullMarked
package dev.tallystick.log;

import org.jspecify.annotations.NullMarked;
