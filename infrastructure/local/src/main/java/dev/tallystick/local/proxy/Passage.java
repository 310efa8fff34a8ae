package dev.tallystick.local.proxy;

/** What becomes of a call. */
sealed interface Passage {

    /** It is forwarded, and its answer goes back. */
    record Through() implements Passage {}

    /** It is forwarded, and its answer is thrown away with the connection. */
    record WithoutAnswer() implements Passage {}

    /** It is not forwarded; the caller gets this. */
    record Answered(Reply reply) implements Passage {}
}
