/** What stands between functions and the services: it forwards, asks for permission, and makes faults on demand. */
@NullMarked
package dev.tallystick.local.proxy;

import org.jspecify.annotations.NullMarked;
