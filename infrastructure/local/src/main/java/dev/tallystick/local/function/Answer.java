package dev.tallystick.local.function;

/** What a call of a function came to. */
public sealed interface Answer {

    /** The JSON that the caller gets. */
    String payload();

    /** The function answered. */
    record Success(String payload) implements Answer {}

    /** The function failed, ran out of time or ended in mid-call; Lambda calls all of that unhandled. */
    record Failure(String payload) implements Answer {}

    /** The function was not called: as many of its calls as it may have were running. */
    record Throttled(String payload) implements Answer {}
}
