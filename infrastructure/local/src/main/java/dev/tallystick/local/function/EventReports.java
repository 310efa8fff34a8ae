package dev.tallystick.local.function;

import dev.tallystick.local.plan.Destination;
import dev.tallystick.local.plan.EventInvokeSpec;
import dev.tallystick.local.wire.AwsCall;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Tells destinations, dead-letter queues and the terminal what has become of events. One that cannot be told is passed
 * over, as on AWS.
 */
final class EventReports {

    private final AwsCall sqs;
    private final UnaryOperator<String> queueUrl;
    private final PrintStream terminal;
    private BiConsumer<String, String> functions = (_, _) -> {};

    EventReports(AwsCall sqs, UnaryOperator<String> queueUrl, PrintStream terminal) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.terminal = terminal;
    }

    /** From now on records for functions go there, with the function's id. */
    void passOnBy(BiConsumer<String, String> calls) {
        functions = calls;
    }

    /** Tells all of them. */
    void tell(EventOutcome outcome) {
        EventInvokeSpec spec = outcome.event().function().options().events();
        boolean success = outcome.condition() == EventOutcome.Condition.SUCCESS;
        Optional<Destination> destination = success ? spec.onSuccess() : spec.onFailure();
        destination.ifPresent(to -> {
            String record = EventRecords.invocation(outcome, Instant.now());
            switch (to) {
                case Destination.Queue(String name) -> send(outcome, name, record, Map.of());
                case Destination.Function(String id) -> functions.accept(id, record);
            }
        });
        if (!success) {
            spec.deadLetters()
                    .ifPresent(queue -> send(
                            outcome,
                            queue.name(),
                            outcome.event().payload(),
                            EventRecords.deadLetterAttributes(outcome)));
        }
    }

    private void send(EventOutcome outcome, String queue, String body, Map<String, Object> attributes) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("QueueUrl", queueUrl.apply(queue));
        message.put("MessageBody", body);
        if (!attributes.isEmpty()) {
            message.put("MessageAttributes", attributes);
        }
        try {
            sqs.call("SendMessage", message);
        } catch (AwsCall.Refused | UncheckedIOException e) {
            terminal.println(
                    outcome.event().function().id() + " | " + queue + " was not told of an event: " + e.getMessage());
        }
    }
}
