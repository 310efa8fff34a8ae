package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many operations as a batch may have, with the patience that the queue has when it is deployed. */
class LargeBatchTest {

    private final Shop till = Cloud.shared().till("store-1", "till-500");

    @Test
    void fiveHundredOperationsAreTakenAndFiveHundredAndOneAreNot() {
        String member = till.enrol();
        String batch = Cloud.freshId();

        assertThat(post(batch, purchases(batch, member, 500)).status()).isEqualTo(202);
        Answer more = post("more-" + batch, purchases("more-" + batch, member, 501));

        assertThat(more.status()).isEqualTo(400);
        assertThat(more.text()).contains("/operations");
        Answer done = Cloud.eventually(
                () -> till.cloud().get(till.key(), "/v1/batches/" + batch), found -> found.number("done") == 500);
        assertThat(done.list("results").stream().map(row -> row.get("status")).collect(Collectors.toList()))
                .isEqualTo(Collections.nCopies(500, "accepted"));
        assertThat(till.member(member).number("balance.available")).isEqualTo(500);
    }

    private Answer post(String batch, List<Map<String, Object>> operations) {
        return till.post("/v1/batches", Cloud.json(Map.of("batchId", batch, "operations", operations)));
    }

    private List<Map<String, Object>> purchases(String batch, String member, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of(
                        "type", "purchase",
                        "purchaseId", Integer.toString(i, 36) + "-" + batch.substring(0, 20),
                        "member", Map.of("memberId", member),
                        "total", Shop.euros(100),
                        "occurredAt", till.happenedAt().toString()))
                .toList();
    }
}
