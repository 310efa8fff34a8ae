package dev.tallystick.local.function;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One call on its way through a worker. It is taken when the process has it; its answer is nothing where the process ended
 * before that.
 */
record Invocation(
        String requestId,
        String payload,
        Instant deadline,
        CompletableFuture<Boolean> taken,
        CompletableFuture<Optional<Answer>> answer) {

    static Invocation of(String requestId, String payload, Instant deadline) {
        return new Invocation(requestId, payload, deadline, new CompletableFuture<>(), new CompletableFuture<>());
    }
}
