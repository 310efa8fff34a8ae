/** Enrolling, finding and reading members. */
@NullMarked
package dev.tallystick.member;

import org.jspecify.annotations.NullMarked;
