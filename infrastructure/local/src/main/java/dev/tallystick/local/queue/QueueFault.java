package dev.tallystick.local.queue;

import java.util.Map;
import java.util.Objects;

/** Why SQS refuses an operation, by the name that AWS gives the error. */
final class QueueFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    QueueFault(String code, String message) {
        super(message);
        this.code = code;
    }

    Map<String, String> answer() {
        return Map.of("__type", "com.amazonaws.sqs#" + code, "message", Objects.requireNonNull(getMessage()));
    }
}
