package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Answer;
import dev.tallystick.demo.Api;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source that sends each operation until it is acknowledged, and knows what was. */
final class PersistentShop {

    private final Api api;
    private final String key;
    private final Instant happenedAt;
    private final Map<String, String> members = new ConcurrentHashMap<>();
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();

    PersistentShop(Api api, String key, Instant happenedAt) {
        this.api = api;
        this.key = key;
        this.happenedAt = happenedAt;
    }

    /** An operation and the answer that its sender was given. */
    record Acknowledged(String path, Map<String, ?> body, String answer) {}

    /** Answers are as good as a promise; what is refused here is the test's fault or Tallystick's. */
    Answer post(String path, Map<String, ?> body) {
        Answer answer = api.post(key, path, body);
        assertThat(answer.status()).as(path + " " + body + ": " + answer.text()).isBetween(200, 202);
        acknowledged.add(new Acknowledged(path, body, answer.text()));
        return answer;
    }

    private Answer get(String path) {
        return api.get(key, path);
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Enrols somebody who buys, reserves, spends, thinks better of it and brings things back, at last without a network. */
    void lifeOf(String id) {
        String member =
                post("/v1/members", Map.of("enrolmentId", "e-" + id)).success().text("memberId");
        buy("p1-" + id, member, 40_000);
        redeem("h1-" + id, member, 150, true);
        post("/v1/redemptions/h1-" + id + "/capture", Map.of("points", 100));
        buy("p2-" + id, member, 10_000, "h1-" + id);
        refund("f1-" + id, "p2-" + id, 2_500);
        redeem("h2-" + id, member, 100, true);
        post("/v1/redemptions/h2-" + id + "/release", Map.of());
        redeem("r1-" + id, member, 100, false);
        post("/v1/redemptions/r1-" + id + "/reversals", Map.of("reversalId", "b1-" + id, "points", 40));
        buy("p3-" + id, member, 5_000);
        post("/v1/purchases/p3-" + id + "/void", Map.of());
        refund("f2-" + id, "p2-" + id, 7_500);
        post(
                "/v1/batches",
                Map.of(
                        "batchId",
                        "o-" + id,
                        "operations",
                        List.of(
                                row("purchase", purchase("o1-" + id, member, 20_000)),
                                row("refund", refund("g1-" + id, "o1-" + id)),
                                row("purchase", purchase("o2-" + id, member, 3_000)),
                                row("void", Map.of("purchase", "o2-" + id)))));
        members.put(id, member);
    }

    /** What a life's member has in the end: the kind of each entry and what it moved, once its batch is done. */
    List<String> statement(String life) {
        Answer done = Cloud.eventually(
                () -> get("/v1/batches/o-" + life),
                answer -> answer.body().number("done") == answer.body().number("total"));
        assertThat(done.body().objects("results").stream().map(row -> row.text("status")))
                .as(done.text())
                .allMatch(status -> status.equals("accepted") || status.equals("replayed"));
        return get("/v1/members/" + members.get(life) + "/entries?limit=200").body().objects("entries").stream()
                .map(entry -> entry.text("kind") + " " + entry.number("points"))
                .toList();
    }

    private void buy(String id, String member, int cents, String... paidWith) {
        Map<String, Object> body = purchase(id, member, cents);
        if (paidWith.length > 0) {
            body.put("paidWith", List.of(paidWith));
        }
        post("/v1/purchases", body);
    }

    private void redeem(String id, String member, int points, boolean hold) {
        Map<String, Object> body =
                mutable(Map.of("redemptionId", id, "member", Map.of("memberId", member), "points", points));
        if (hold) {
            body.put("hold", Map.of("expiresIn", "P7D"));
        }
        post("/v1/redemptions", body);
    }

    private void refund(String id, String purchase, int cents) {
        Map<String, Object> body = mutable(refund(id, purchase));
        body.put("total", Shop.euros(cents));
        post("/v1/refunds", body);
    }

    private Map<String, Object> refund(String id, String purchase) {
        return mutable(Map.of(
                "refundId", id, "purchase", purchase, "total", Shop.euros(1_000), "occurredAt", happenedAt.toString()));
    }

    private Map<String, Object> purchase(String id, String member, int cents) {
        return mutable(Map.of(
                "purchaseId",
                id,
                "member",
                Map.of("memberId", member),
                "total",
                Shop.euros(cents),
                "occurredAt",
                happenedAt.toString()));
    }

    private static Map<String, Object> row(String type, Map<String, Object> body) {
        Map<String, Object> row = mutable(body);
        row.put("type", type);
        return row;
    }

    private static Map<String, Object> mutable(Map<String, ?> map) {
        return new HashMap<>(map);
    }
}
