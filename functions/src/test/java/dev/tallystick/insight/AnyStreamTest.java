package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real stream, of entries of every kind as the ledger writes them among faults, however it is cut, repeated, delayed, shuffled
 * and redriven, and whenever its consumer dies, comes to the figures that the entries themselves come to. {@code -Dstream.seed}
 * replays one.
 */
class AnyStreamTest {

    static LongStream seeds() {
        Long only = Long.getLong("stream.seed");
        return only == null ? LongStream.rangeClosed(1, Long.getLong("stream.seeds", 4)) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFiguresAreThoseOfTheEntries(long seed) throws InterruptedException {
        RecordedStream stream = new RecordedStream(seed, 10);
        stream.entries.forEach(stream::record);
        stream.relay(true);

        while (!stream.isEmpty()) {
            stream.deliver();
        }

        assertThat(stream.figures()).as("seed " + seed).isEqualTo(stream.expected());
        assertThat(stream.store.trialBalance().sum()).isZero();
    }
}
