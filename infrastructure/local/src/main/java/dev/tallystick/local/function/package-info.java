/** Functions in processes of their own, and the Invoke API. */
@NullMarked
package dev.tallystick.local.function;

import org.jspecify.annotations.NullMarked;
