/** The local cloud: runs a SAM template on one machine. */
@NullMarked
package dev.tallystick.local;

import org.jspecify.annotations.NullMarked;
