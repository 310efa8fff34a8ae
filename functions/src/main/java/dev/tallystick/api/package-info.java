/** Requests and answers as the interface has them: what all capabilities share. */
@NullMarked
package dev.tallystick.api;

import org.jspecify.annotations.NullMarked;
