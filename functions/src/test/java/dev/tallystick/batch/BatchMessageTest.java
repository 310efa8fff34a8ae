package dev.tallystick.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.access.Scope;
import dev.tallystick.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMessageTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "till-3")
    void itComesBackAsItWent(String terminal) {
        BatchMessage message = message(
                terminal,
                List.of(
                        Map.of("type", "purchase", "quantity", new BigDecimal("1.250"), "amount", 7L),
                        Map.of("name", "\uFFFE \uD83D\uDE00 \"quoted\" \\ ü", "list", List.of(true, Map.of()))));

        assertThat(BatchMessage.read(message.write())).isEqualTo(message);
    }

    @Test
    void aQueueTakesEveryCharacterOfIt() {
        String body = message("till-3", List.of(Map.of("name", "\uFFFF\u0001"))).write();

        assertThat(body).matches("[ -~]+");
    }

    /** Receipts as tills write them, with ids that nothing compresses. */
    @Test
    void theLargestBatchOfReceiptsGoesIntoAMessage() {
        Random random = new Random(7);
        List<Map<?, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            List<Map<?, ?>> lines = new ArrayList<>();
            for (int line = 0; line < 18; line++) {
                lines.add(Map.of(
                        "sku",
                        Long.toString(random.nextLong() >>> 1, 36),
                        "quantity",
                        1L,
                        "amount",
                        random.nextInt(10_000)));
            }
            rows.add(Map.of("purchaseId", Long.toString(random.nextLong() >>> 1, 36), "lines", lines));
        }
        BatchMessage message = message("till-3", rows);

        assertThat(Json.bytes(rows).length).isBetween(400_000, Batch.LARGEST_BODY);
        assertThat(message.write().length()).isLessThan(BatchMessage.LARGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"source\": \"web\"}", "{\"operations\": \"bm90IHppcHBlZA==\"}"})
    void whatIsNoBatchFailsLoudly(String body) {
        assertThatThrownBy(() -> BatchMessage.read(body)).isInstanceOf(RuntimeException.class);
    }

    private static BatchMessage message(String terminal, List<Map<?, ?>> operations) {
        return new BatchMessage(
                new BatchKey("store-1", terminal, "b-1"),
                "abcdefghijklmnop",
                Set.of(Scope.PURCHASES, Scope.ANY_SOURCE),
                "request",
                "correlation",
                operations);
    }
}
