package dev.tallystick.store;

/** Waits before a further attempt. Used by one request only. */
@FunctionalInterface
public interface Pause {

    /** @throws Backoff.Exhausted when there is no further attempt */
    void pause();
}
