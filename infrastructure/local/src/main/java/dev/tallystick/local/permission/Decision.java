package dev.tallystick.local.permission;

/** Whether a call is allowed. */
public sealed interface Decision {

    /** It is. */
    record Allowed() implements Decision {}

    /** It is not; the message is AWS's. */
    record Denied(String action, String message) implements Decision {}
}
