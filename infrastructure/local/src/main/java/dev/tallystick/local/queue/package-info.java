/** ElasticMQ, embedded. */
@NullMarked
package dev.tallystick.local.queue;

import org.jspecify.annotations.NullMarked;
