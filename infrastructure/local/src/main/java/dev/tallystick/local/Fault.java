package dev.tallystick.local;

/** Something that the person who started the cloud can put right; the message says what and where. */
public final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A fault with the message that is shown. */
    public Fault(String message) {
        super(message);
    }
}
