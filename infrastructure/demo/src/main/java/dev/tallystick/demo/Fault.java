package dev.tallystick.demo;

/** What a person has to know and do something about; its message stands by itself. */
public final class Fault extends RuntimeException {

    public Fault(String message) {
        super(message);
    }
}
