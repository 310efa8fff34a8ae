package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** What the samples in {@code events/} leave open, made on a running cloud: keys, members and operations that are there. */
final class SampleValues {

    private SampleValues() {}

    static Map<String, String> on(Cloud cloud) {
        Shop web = cloud.shop("web");
        Map<String, String> values = new TreeMap<>();
        String member = web.enrolWith(1_000);
        values.put("key", web.key());
        values.put("now", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("memberId", member);
        values.put("memberIdToErase", web.enrol());
        values.put("purchaseId", id(web.buy(Cloud.freshId(), member, 12_000)));
        values.put("pendingPurchaseId", id(web.buy(Cloud.freshId(), member, 3_000, "\"activateOn\": \"pickup\"")));
        values.put("redemptionId", id(web.hold(Cloud.freshId(), member, 100, "PT1H")));
        values.put("batchId", batch(web));
        values.put("walletLinkToken", link(web, member));
        values.put("walletToken", link(web, member));
        values.put("keyIdToRotate", keyId(web));
        values.put("keyIdToRevoke", keyId(web));
        values.put("webhookId", webhook(web));
        values.put("webhookIdToDelete", webhook(web));
        values.put("programVersion", programVersion(cloud, web));
        return values;
    }

    /** The ETag without its quotation marks. */
    private static String programVersion(Cloud cloud, Shop web) {
        return cloud.get(web.key(), "/v1/program")
                .headers()
                .get("etag")
                .getFirst()
                .replace("\"", "");
    }

    private static String batch(Shop web) {
        String batch = Cloud.freshId();
        Answer accepted = web.post("/v1/batches", """
                {"batchId": "%s", "operations": [{"type": "enrolment", "enrolmentId": "%s"}]}""".formatted(batch, Cloud.freshId()));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return batch;
    }

    private static String link(Shop web, String member) {
        return text(web.post("/v1/members/" + member + "/wallet-links", "{}"), "token");
    }

    private static String keyId(Shop web) {
        return text(web.post("/v1/keys", "{\"source\": \"web\", \"scopes\": [\"members\"]}"), "keyId");
    }

    /** Nobody is there: what is sent to it fails, and that is an answer too. */
    private static String webhook(Shop web) {
        return text(web.post("/v1/webhooks", "{\"url\": \"https://hooks.example.com/sample\"}"), "webhookId");
    }

    private static String id(Answer answer) {
        return text(answer, "id");
    }

    private static String text(Answer answer, String name) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return String.valueOf(answer.at(name));
    }
}
