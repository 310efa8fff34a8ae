package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.WebhookReceiver.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done over HTTP arrives at the retailer's own systems: signed, in order, and whatever happens in between. */
@OwnCloud
class WebhooksTest {

    private final Path data = Cloud.dataDirectory();
    private Cloud cloud = Cloud.startInAHurry(data);

    @AfterEach
    void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void anEarnArrivesSignedAndCanBeFollowedFromTheRequestToTheLogOfTheCall() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Shop web = cloud.shop("web");
            String member = web.enrol();
            Answer made = make(receiver.url(), ", \"kinds\": [\"earned\"]");
            String secret = String.valueOf(made.at("secret"));
            String correlation = "till-3." + freshId();

            Answer bought = cloud.send(
                    "POST",
                    "/v1/purchases",
                    Map.of("Authorization", "Bearer " + web.key(), "X-Correlation-Id", correlation),
                    """
                    {"purchaseId": "p-1", "member": {"memberId": "%s"}, "total": {"amount": 4250, "currency": "EUR"}, "occurredAt": "%s"}""".formatted(member, web.happenedAt()));
            assertThat(bought.status()).isEqualTo(201);
            Received call =
                    eventually(receiver::received, calls -> !calls.isEmpty()).getFirst();

            call.mustBeSignedWith(secret);
            Map<String, Object> event = cloud.feed(500).stream()
                    .filter(any -> any.get("type").equals("tallystick.entry.earned.v1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(call.header("webhook-id")).isEqualTo(event.get("id"));
            assertThat(call.body())
                    .isEqualTo(Map.of(
                            "type", event.get("type"),
                            "timestamp", event.get("time"),
                            "subject", member,
                            "data", event.get("data")));
            assertThat(call.header("x-correlation-id")).isEqualTo(correlation);
            eventually(
                    () -> log("DeliverEventsFunction"),
                    log -> log.lines().anyMatch(line -> line.contains("webhook-called") && line.contains(correlation)));
            assertThat(log("RecordPurchaseFunction")).contains(correlation);

            bothSecretsOfARotationSign(web, member, receiver, made);
            aTestSaysWhatBecameOfIt(receiver, made);
            theSecretIsNowhere(List.of(secret));
        }
    }

    private void bothSecretsOfARotationSign(Shop web, String member, WebhookReceiver receiver, Answer made) {
        Answer rotated = post(made, "rotate", "{}");
        assertThat(rotated.status()).isEqualTo(200);
        int before = receiver.received().size();

        web.buy("p-2", member, 1_000);

        Received call =
                eventually(receiver::received, calls -> calls.size() > before).getLast();
        assertThat(call.header("webhook-signature").split(" ", -1)).hasSize(2);
        call.mustBeSignedWith(String.valueOf(made.at("secret")));
        call.mustBeSignedWith(String.valueOf(rotated.at("secret")));
        assertThat(rotated.at("olderSecretEndsAt")).isNotNull();
    }

    private void aTestSaysWhatBecameOfIt(WebhookReceiver receiver, Answer made) {
        Answer tested = post(made, "test", "{}");

        assertThat(tested.body()).containsEntry("delivered", true).containsEntry("status", 204);
        Received call = receiver.received().getLast();
        assertThat(call.header("webhook-id")).isEqualTo(tested.at("id"));
        assertThat(call.body()).containsEntry("type", "tallystick.test.v1");
        call.mustBeSignedWith(String.valueOf(made.at("secret")));
        assertThat(deliveries(made)).hasSize(2);
    }

    private void theSecretIsNowhere(List<String> secrets) throws IOException {
        String items = Stream.of("members", "insights")
                .map(table -> cloud.dynamodb("Scan", "{\"TableName\": \"tallystick-prod-" + table + "\"}")
                        .text())
                .collect(Collectors.joining());
        assertThat(items).contains("WEBHOOKS");
        String logs = logs();
        assertThat(logs).contains("webhook-called").doesNotContain("not-to-be-logged");
        for (String secret : secrets) {
            assertThat(items).doesNotContain(secret.substring(6));
            assertThat(logs).doesNotContain(secret.substring(6));
        }
    }

    @Test
    void whoFailsGetsEverythingInOrderOnceItIsBackAlsoAfterTheCloudHasRestarted() throws Exception {
        int port;
        String member;
        Answer made;
        Shop web = cloud.shop("web");
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            receiver.answer(503);
            port = Integer.parseInt(receiver.url().replaceAll(".*:([0-9]+)/.*", "$1"));
            made = make(receiver.url(), "");
            member = web.enrol();
            for (int i = 0; i < 5; i++) {
                web.buy("p-" + i, member, 1_000);
            }
            eventually(
                    () -> listed(made),
                    webhook -> webhook.get("status").equals("failing")
                            && webhook.get("waiting").equals(6));
            assertThat(deliveries(made))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery)
                            .containsEntry("delivered", false)
                            .containsEntry("seq", 1)
                            .containsEntry("memberId", member));
        }
        cloud.stop();
        cloud = Cloud.startInAHurry(data);
        web = new Shop(cloud, web.key(), web.happenedAt());
        try (WebhookReceiver receiver = WebhookReceiver.start(port)) {
            web.buy("p-5", member, 1_000);
            forward("PT6M");

            eventually(receiver::taken, taken -> taken.size() >= 7);

            assertThat(receiver.taken()).containsExactly(1, 2, 3, 4, 5, 6, 7);
            eventually(() -> listed(made), webhook -> webhook.get("status").equals("active"));
            assertThat(deliveries(made))
                    .hasSize(7)
                    .allSatisfy(delivery -> assertThat(delivery).containsEntry("delivered", true));
        }
    }

    @Test
    void whoIsGoneIsDisabledAndGoesOnWhereItStoppedOnceEnabled() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Shop web = cloud.shop("web");
            Answer made = make(receiver.url(), "");
            receiver.answer(410);
            String member = web.enrol();
            web.buy("p-1", member, 1_000);

            Map<String, Object> disabled = eventually(
                    () -> listed(made), webhook -> webhook.get("status").equals("disabled"));
            assertThat(disabled).containsEntry("disabledReason", "gone").containsKey("disabledAt");
            assertThat(receiver.received()).hasSize(1);
            assertThat(log("DeliverEventsFunction")).contains("webhook-disabled");

            web.buy("p-2", member, 1_000);
            receiver.answer(200);
            assertThat(post(made, "enable", "{}").at("status")).isEqualTo("active");
            eventually(receiver::taken, taken -> taken.size() >= 3);
            assertThat(receiver.taken()).containsExactly(1, 2, 3);

            assertThat(cloud.send("DELETE", path(made, ""), bearer(), "").status())
                    .isEqualTo(204);
            assertThat(cloud.send("DELETE", path(made, ""), bearer(), "").code())
                    .isEqualTo("webhook-not-found");
            assertThat(cloud.get(key(), "/v1/webhooks").list("webhooks")).isEmpty();
        }
    }

    @Test
    void whoDoesNotAnswerKeepsNobodyElseWaiting() throws Exception {
        try (WebhookReceiver hanging = WebhookReceiver.start();
                WebhookReceiver other = WebhookReceiver.start()) {
            hanging.hang();
            Shop web = cloud.shop("web");
            make(hanging.url(), "");
            make(other.url(), "");
            String member = web.enrol();
            eventually(hanging::received, calls -> !calls.isEmpty());

            for (int i = 0; i < 5; i++) {
                web.buy("p-" + i, member, 1_000);
            }

            eventually(other::taken, taken -> taken.size() == 6);
            assertThat(hanging.taken()).isEmpty();
        }
    }

    private Answer make(String url, String more) {
        Answer made = cloud.post(key(), "/v1/webhooks", "{\"url\": \"" + url + "\"" + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private Answer post(Answer made, String action, String body) {
        return cloud.post(key(), path(made, "/" + action), body);
    }

    private Map<String, Object> listed(Answer made) {
        return cloud.get(key(), "/v1/webhooks").list("webhooks").stream()
                .filter(webhook -> webhook.get("webhookId").equals(made.at("webhookId")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> deliveries(Answer made) {
        return cloud.get(key(), path(made, "/deliveries")).list("deliveries");
    }

    private static String path(Answer made, String more) {
        return "/v1/webhooks/" + made.at("webhookId") + more;
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + key());
    }

    private String key() {
        return cloud.key("office");
    }

    private void forward(String duration) {
        Answer moved = cloud.local("/_local/clock", "{\"forward\": \"" + duration + "\"}");
        assertThat(moved.status()).isEqualTo(200);
    }

    private String log(String function) throws IOException {
        Path log = data.resolve("logs").resolve(function + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private String logs() throws IOException {
        try (Stream<Path> logs = Files.list(data.resolve("logs"))) {
            return logs.map(log -> {
                        try {
                            return Files.readString(log);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.joining());
        }
    }
}
