/** The rules of the program: read, and replaced by a new version. */
@NullMarked
package dev.tallystick.program;

import org.jspecify.annotations.NullMarked;
