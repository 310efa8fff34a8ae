package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One id leads from what a caller sent through the log of every function that had to do with it to the event. */
@OwnCloud
class CorrelationTest {

    private static Path data;
    private static Cloud cloud;
    private static Shop store;

    @BeforeAll
    static void start() {
        data = Cloud.dataDirectory();
        cloud = Cloud.start(data);
        store = cloud.shop("store-1");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void aPurchaseIsFollowedFromItsHeaderToItsEvent() {
        String member = store.enrol();
        String id = "order-" + freshId();

        Answer bought = send("/v1/purchases", id, """
                {"purchaseId": "%s", "member": {"memberId": "%s"}, "total": {"amount": 4250, "currency": "EUR"},
                 "occurredAt": "2026-01-01T10:00:00Z"}""".formatted(id, member));

        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        String answered = line("RecordPurchaseFunction", "answered", id);
        assertThat(answered)
                .contains("\"correlationId\":\"" + id + "\"", "\"Purchases\":1", "\"PointsEarned\":42")
                .contains("\"Channel\":\"in_store\"", "\"Namespace\":\"tallystick-prod\"")
                .doesNotContain(member);
        assertThat(line("RelayEntriesFunction", "relayed", id))
                .contains("\"FunctionName\":\"tallystick-prod-relay-entries\"");
        assertThat(line("AppendFeedFunction", "taken", id)).contains("\"correlationIds\":[");
        assertThat(line("ProjectInsightsFunction", "taken", id)).contains("\"correlationIds\":[");
        assertThat(event(id)).containsEntry("correlationid", id);
    }

    @Test
    void aBatchIsFollowedFromItsHeaderThroughTheInboxToItsEvents() {
        String member = store.enrol();
        String id = "batch-" + freshId();

        Answer accepted = send("/v1/batches", id, """
                {"batchId": "%s", "operations": [
                 {"type": "purchase", "purchaseId": "%s", "member": {"memberId": "%s"}, "total": {"amount": 1000, "currency": "EUR"}, "occurredAt": "2026-01-01T10:00:00Z"},
                 {"type": "redemption", "redemptionId": "%s", "member": {"memberId": "%s"}, "points": 5000}]}""".formatted(id, id, member, id, member));

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(line("AcceptBatchFunction", "answered", id)).contains("\"status\":202");
        assertThat(line("ApplyBatchesFunction", "batch-carried-out", id))
                .contains("\"Purchases\":1", "\"Code\":\"insufficient-points\"", "\"Refusals\":1");
        assertThat(event(id)).containsEntry("correlationid", id);
    }

    private static Answer send(String path, String correlationId, String body) {
        return cloud.send(
                "POST",
                path,
                Map.of("Authorization", "Bearer " + store.key(), "X-Correlation-Id", correlationId),
                body);
    }

    /** The line of that event that names the id, in the file that {@code make logs} shows. */
    private static String line(String function, String event, String id) {
        List<String> found = eventually(
                () -> lines(function).stream()
                        .filter(line -> line.contains("\"event\":\"" + event + "\"") && line.contains(id))
                        .toList(),
                lines -> !lines.isEmpty());
        return found.getFirst();
    }

    private static List<String> lines(String function) {
        Path file = data.resolve("logs").resolve(function + ".log");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> event(String id) {
        return eventually(
                        () -> cloud.feed(500).stream()
                                .filter(event -> id.equals(event.get("correlationid")))
                                .toList(),
                        events -> !events.isEmpty())
                .getFirst();
    }
}
