package dev.tallystick.store;

import java.security.SecureRandom;
import java.time.Duration;

/** Waits before a further attempt: full jitter under a ceiling that doubles, and an end. Used by one call only. */
public final class Backoff implements Pause {

    private static final int MAXIMUM_ATTEMPTS = 60;
    private static final long FIRST_CEILING_MILLIS = 10;
    private static final long LAST_CEILING_MILLIS = 400;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final long startNanos = System.nanoTime();
    private final Duration longest;
    private int attempts;

    /** For whoever waits for an answer. */
    public Backoff() {
        this(LONGEST);
    }

    /** @param longest after which there is no further attempt */
    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /** The conflicts outlasted every attempt; nothing was written, and the caller may try again. */
    public static final class Exhausted extends RuntimeException {

        public Exhausted() {
            super("conflicts outlasted every attempt");
        }
    }

    /**
     * @throws Exhausted when there is no further attempt
     * @throws IllegalStateException when the thread is interrupted
     */
    @Override
    public void pause() {
        attempts++;
        if (attempts >= MAXIMUM_ATTEMPTS || System.nanoTime() - startNanos > longest.toNanos()) {
            throw new Exhausted();
        }
        long ceiling = Math.min(LAST_CEILING_MILLIS, FIRST_CEILING_MILLIS << Math.min(attempts, 10));
        try {
            Thread.sleep(new SecureRandom().nextLong(ceiling + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
