/** The SAM template: read with its positions, checked, resolved. */
@NullMarked
package dev.tallystick.local.template;

import org.jspecify.annotations.NullMarked;
