/** JSON read strictly and written plainly. */
@NullMarked
package dev.tallystick.json;

import org.jspecify.annotations.NullMarked;
