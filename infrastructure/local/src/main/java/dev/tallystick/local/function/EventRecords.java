package dev.tallystick.local.function;

import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What destinations and dead-letter queues are told, as Lambda words it. */
final class EventRecords {

    private static final int MOST_OF_A_MESSAGE = 1024;

    private EventRecords() {}

    /** The record of an invocation for a destination. */
    static String invocation(EventOutcome outcome, Instant now) {
        AcceptedEvent event = outcome.event();
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("requestId", event.requestId());
        request.put("functionArn", event.function().arn() + ":$LATEST");
        request.put("condition", outcome.condition().toString());
        request.put("approximateInvokeCount", event.attempts());
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("version", "1.0");
        record.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        record.put("requestContext", request);
        record.put("requestPayload", json(event.payload()));
        outcome.answer().ifPresent(answer -> {
            Map<String, @Nullable Object> response = new LinkedHashMap<>();
            response.put("statusCode", 200);
            response.put("executedVersion", "$LATEST");
            if (answer instanceof Answer.Failure) {
                response.put("functionError", "Unhandled");
            }
            record.put("responseContext", response);
            record.put("responsePayload", json(answer.payload()));
        });
        return Json.text(record);
    }

    /** The attributes of the message in a dead-letter queue; its body is the event itself. */
    static Map<String, Object> deadLetterAttributes(EventOutcome outcome) {
        String message = outcome.answer()
                .map(answer -> problem(answer.payload()))
                .orElse(
                        outcome.condition() == EventOutcome.Condition.ZERO_RESERVED_CONCURRENCY
                                ? "Function is configured with zero reserved concurrent executions"
                                : "Rate Exceeded.");
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", attribute("String", outcome.event().requestId()));
        attributes.put("ErrorCode", attribute("Number", outcome.answer().isPresent() ? "200" : "429"));
        attributes.put(
                "ErrorMessage",
                attribute("String", message.substring(0, Math.min(message.length(), MOST_OF_A_MESSAGE))));
        return attributes;
    }

    /** The message of an error, on one line. */
    static String problem(String payload) {
        return Json.object(payload)
                .flatMap(failure -> Json.string(failure, "errorMessage"))
                .orElse(payload)
                .replaceAll("\\R", " ");
    }

    private static Map<String, String> attribute(String type, String value) {
        return Map.of("DataType", type, "StringValue", value);
    }

    private static @Nullable Object json(String payload) {
        return Json.any(payload.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }
}
