/** Setting up an installation. */
@NullMarked
package dev.tallystick.setup;

import org.jspecify.annotations.NullMarked;
