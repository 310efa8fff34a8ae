/** Who calls: API keys, their sources and scopes. */
@NullMarked
package dev.tallystick.access;

import org.jspecify.annotations.NullMarked;
