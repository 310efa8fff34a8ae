/** Plays the retailer against a running Tallystick, over HTTP only. */
@NullMarked
package dev.tallystick.demo;

import org.jspecify.annotations.NullMarked;
