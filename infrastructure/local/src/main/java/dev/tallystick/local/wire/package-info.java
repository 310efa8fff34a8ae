/** JSON and HTTP, as all parts use them. */
@NullMarked
package dev.tallystick.local.wire;

import org.jspecify.annotations.NullMarked;
