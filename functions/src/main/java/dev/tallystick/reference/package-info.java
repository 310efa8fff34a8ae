/** The interface's own description: the document, and a page that shows it. */
@NullMarked
package dev.tallystick.reference;

import org.jspecify.annotations.NullMarked;
