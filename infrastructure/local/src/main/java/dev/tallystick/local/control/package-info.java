/** What people and tests see and change of a running cloud, under {@code /_local}. */
@NullMarked
package dev.tallystick.local.control;

import org.jspecify.annotations.NullMarked;
