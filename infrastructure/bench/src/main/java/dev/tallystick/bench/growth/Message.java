package dev.tallystick.bench.growth;

/**
 * A batch of a shard's entries, as the relay sends it to every consumer.
 *
 * @param number of the shard's messages, from 0
 * @param since the second at which its oldest entry was committed, and earlier by what the relay took
 */
record Message(int shard, long number, int entries, double since) {}
