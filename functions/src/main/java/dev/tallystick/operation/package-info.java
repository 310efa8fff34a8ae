/** What sources ask for: each request as it is read, and how it is carried out, by itself or as a row of a batch. */
@NullMarked
package dev.tallystick.operation;

import org.jspecify.annotations.NullMarked;
