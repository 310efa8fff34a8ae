package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueMessageTest {

    private static final String TEXT = "{\"body\": [{\"prefix\": \"Result: \"}]}";
    private static final String JSON = "{\"body\": {\"kind\": [\"order\"]}}";
    private static final String NO_BODY = "{\"attributes\": {\"MessageGroupId\": [\"g\"]}}";

    private static String pattern(String name) {
        return switch (name) {
            case "text" -> TEXT;
            case "JSON" -> JSON;
            default -> NO_BODY;
        };
    }

    /** Rows of Lambda's table of message bodies and filters: what is not in the format of the filter is dropped. */
    @ParameterizedTest(name = "{0} with filters for {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Result: done                 | text      | true
            No result                    | text      | false
            Result: done                 | JSON      | false
            Result: done                 | none      | true
            {"kind": "order"}            | JSON      | true
            {"kind": "refund"}           | JSON      | false
            {"kind": "order"}            | text      | false
            {"kind": "order"}            | none      | true
            {"kind": "order"}            | text JSON | true
            Result: done                 | text JSON | true
            No result                    | text JSON | false
            anything at all              | ``        | true
            {"amount": 1e99999999999}    | ``        | true
            {"amount": 1e99999999999}    | text JSON | false
            {"amount": 1e99999999999}    | none      | true
            """)
    void a_message_passes_as_AWS_documents_it(String body, String patterns, boolean expected) {
        QueueMessage message = QueueMessage.of(
                Map.of(
                        "MessageId",
                        "id",
                        "ReceiptHandle",
                        "receipt",
                        "Body",
                        body,
                        "Attributes",
                        Map.of("MessageGroupId", "g")),
                "arn:aws:sqs:us-east-1:000000000000:work.fifo",
                "us-east-1");
        List<EventPattern> filters = Arrays.stream(patterns.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> EventPattern.parse(pattern(name)))
                .toList();
        assertThat(message.matches(filters)).isEqualTo(expected);
    }
}
