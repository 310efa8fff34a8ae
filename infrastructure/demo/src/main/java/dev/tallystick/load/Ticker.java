package dev.tallystick.load;

import dev.tallystick.demo.Amounts;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says every five seconds how it goes. */
final class Ticker implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Thread thread;

    private Ticker(Thread thread) {
        this.thread = thread;
    }

    static Ticker start(LongSupplier sent, Measures measures) {
        long start = System.nanoTime();
        return new Ticker(Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Thread.sleep(BETWEEN);
                    System.out.println("%4d s  %s sent, %s answered, p50 %s ms, p99 %s ms, %s errors"
                            .formatted(
                                    Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                                    Amounts.whole(sent.getAsLong()),
                                    Amounts.whole(measures.answers()),
                                    measures.millis(50),
                                    measures.millis(99),
                                    Amounts.whole(measures.failures())));
                }
            } catch (InterruptedException _) {
                // all is sent and answered
            }
        }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
