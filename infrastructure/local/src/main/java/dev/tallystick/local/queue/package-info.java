/** ElasticMQ, embedded, and what SQS does and it does not. */
@NullMarked
package dev.tallystick.local.queue;

import org.jspecify.annotations.NullMarked;
