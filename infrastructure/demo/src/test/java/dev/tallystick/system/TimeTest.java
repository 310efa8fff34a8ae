package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time does by itself, seen by moving the functions' clocks. */
class TimeTest {

    @Test
    void pointsEndByThemselvesAndTheBooksStillAgree() throws InterruptedException {
        Path data = Cloud.dataDirectory();
        Cloud now = Cloud.start(data);
        String key = now.key("web");
        Answer enrolled = now.post(key, "/v1/members", "{\"enrolmentId\": \"e-1\"}");
        String member = String.valueOf(enrolled.at("memberId"));
        String order = purchase("1", member, 12_000);
        Answer bought = now.post(key, "/v1/purchases", order);
        assertThat(bought.number("balance.available")).isEqualTo(120);
        now.stop();

        Cloud later = Cloud.startLater(data, "P800D");
        try {
            Answer shown = later.get(key, "/v1/members/" + member);
            assertThat(shown.number("balance.available"))
                    .as("right before anything is written")
                    .isZero();
            assertThat(later.post(
                                    key,
                                    "/v1/redemptions",
                                    "{\"redemptionId\": \"r\", \"member\": {\"memberId\": \"" + member
                                            + "\"}, \"points\": 100}")
                            .code())
                    .isEqualTo("insufficient-points");
            assertThat(later.post(key, "/v1/purchases", order).body()).isEqualTo(bought.body());
            assertThat(later.post(key, "/v1/purchases", purchase("2", member, 500))
                            .number("balance.available"))
                    .isEqualTo(5);
            List<Object> kinds = later.get(key, "/v1/members/" + member + "/entries").list("entries").stream()
                    .map(entry -> entry.get("kind"))
                    .toList();
            assertThat(kinds).containsExactly("earned", "expired", "earned", "enrolled");
            theBooksAgree(later, key);
        } finally {
            later.stop();
        }
    }

    private static void theBooksAgree(Cloud cloud, String key) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Answer balance = cloud.get(key, "/v1/insights/trial-balance");
        while (balance.number("entries") != cloud.entries()) {
            assertThat(System.nanoTime()).as(balance.text()).isLessThan(end);
            Thread.sleep(100);
            balance = cloud.get(key, "/v1/insights/trial-balance");
        }
        assertThat(balance.number("expired")).isEqualTo(120);
        assertThat(balance.number("available")).isEqualTo(5);
        assertThat(balance.number("sum")).isZero();
    }

    private static String purchase(String id, String member, long cents) {
        return """
                {"purchaseId": "%s", "member": {"memberId": "%s"}, "total": {"amount": %d, "currency": "EUR"},
                 "occurredAt": "%s"}""".formatted(id, member, cents, Instant.parse("2026-11-20T10:00:00Z"));
    }
}
