/** The page at {@code /_local}, and what it shows of the cloud as JSON. */
@NullMarked
package dev.tallystick.local.console;

import org.jspecify.annotations.NullMarked;
