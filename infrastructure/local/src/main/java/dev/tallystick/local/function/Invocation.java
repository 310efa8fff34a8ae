package dev.tallystick.local.function;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One call on its way through a worker; its answer is nothing where the process ended before it took the call. */
record Invocation(String requestId, String payload, Instant deadline, CompletableFuture<Optional<Answer>> answer) {}
