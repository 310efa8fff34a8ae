package dev.tallystick.local.function;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One call on its way through a worker. */
record Invocation(String requestId, String payload, Instant deadline, CompletableFuture<Answer> answer) {}
