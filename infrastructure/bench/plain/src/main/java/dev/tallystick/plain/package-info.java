/** Functions to measure against. */
@NullMarked
package dev.tallystick.plain;

import org.jspecify.annotations.NullMarked;
