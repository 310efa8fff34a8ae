package dev.tallystick.store;

/** The store did not answer: what was asked may have happened or not, and may be tried again. */
public final class Unavailable extends RuntimeException {

    public Unavailable(Throwable cause) {
        super("the store did not answer", cause);
    }
}
