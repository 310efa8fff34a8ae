/** Faults on demand: what goes wrong at the services on AWS, decided by a seed. */
@NullMarked
package dev.tallystick.local.fault;

import org.jspecify.annotations.NullMarked;
