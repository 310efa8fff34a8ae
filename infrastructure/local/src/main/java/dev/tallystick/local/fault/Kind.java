package dev.tallystick.local.fault;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What may go wrong with a call. */
public enum Kind {
    /** Other writes are in the way of an item; DynamoDB has that of writes to items and of transactions. */
    CONFLICT("conflict"),
    /** There are too many calls. */
    THROTTLE("throttle"),
    /** The call takes longer; nothing else is wrong with it. */
    LATENCY("latency"),
    /** The service does what it is asked for, and its answer does not arrive. */
    LOST_ANSWER("lost-answer"),
    /** The service has failed before it did anything. */
    UNAVAILABLE("unavailable"),
    /** A function gets an event twice; what the second call comes to counts. */
    REPEAT("repeat");

    private static final Set<String> CONFLICTING =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "TransactGetItems");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** As rules name it. */
    public String text() {
        return text;
    }

    static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** Whether it can go wrong with that operation. */
    boolean befalls(String service, String operation) {
        return switch (this) {
            case CONFLICT -> service.equals("dynamodb") && CONFLICTING.contains(operation);
            case REPEAT -> service.equals("lambda");
            case THROTTLE, LATENCY, LOST_ANSWER, UNAVAILABLE -> true;
        };
    }
}
