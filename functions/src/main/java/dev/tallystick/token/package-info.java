/** Signed tokens: made, and believed only where they are our own. */
@NullMarked
package dev.tallystick.token;

import org.jspecify.annotations.NullMarked;
