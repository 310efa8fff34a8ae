/** The HTTP API in front of functions. */
@NullMarked
package dev.tallystick.local.http;

import org.jspecify.annotations.NullMarked;
