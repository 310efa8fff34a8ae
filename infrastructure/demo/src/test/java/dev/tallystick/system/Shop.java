package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The calls of one source or till. Ids are given by the test, so that a call can be repeated; {@code more} is whatever else the
 * body has, fields of JSON.
 *
 * @param happenedAt when everything happened, as the shop tells it
 */
record Shop(Cloud cloud, String key, Instant happenedAt) {

    /** A new member. */
    String enrol() {
        Answer enrolled = post("/v1/members", "{\"enrolmentId\": \"" + Cloud.freshId() + "\"}");
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        return String.valueOf(enrolled.at("memberId"));
    }

    /** A new member with so many points, given by hand so that they count for no tier. */
    String enrolWith(long points) {
        String member = enrol();
        assertThat(adjust(Cloud.freshId(), member, points).status()).isEqualTo(201);
        return member;
    }

    Answer adjust(String id, String member, long points) {
        return post("/v1/adjustments", """
                {"adjustmentId": "%s", "member": {"memberId": "%s"}, "points": %d, "reasonCode": "test"}""".formatted(id, member, points));
    }

    Answer member(String member) {
        return cloud.get(key, "/v1/members/" + member);
    }

    /** What a member's statement has in the end, the newest entry first, once it has so many. */
    List<Map<String, Object>> entries(String member, int count) {
        return Cloud.eventually(
                () -> cloud.get(key, "/v1/members/" + member + "/entries?limit=200")
                        .list("entries"),
                found -> found.size() == count);
    }

    Answer buy(String id, String member, long cents) {
        return buy(id, member, cents, "");
    }

    Answer buy(String id, String member, long cents, String more) {
        return post("/v1/purchases", """
                {"purchaseId": "%s", "member": {"memberId": "%s"}, %s, "occurredAt": "%s"%s}""".formatted(id, member, total(cents), happenedAt, also(more)));
    }

    Answer quote(String member, long cents, String more) {
        return post("/v1/quotes", """
                {"member": {"memberId": "%s"}, %s, "occurredAt": "%s"%s}""".formatted(member, total(cents), happenedAt, also(more)));
    }

    Answer refund(String id, String purchase, long cents) {
        return refund(id, purchase, cents, "");
    }

    Answer refund(String id, String purchase, long cents, String more) {
        return post("/v1/refunds", """
                {"refundId": "%s", "purchase": "%s", %s, "occurredAt": "%s"%s}""".formatted(id, purchase, total(cents), happenedAt, also(more)));
    }

    Answer redeem(String id, String member, long points) {
        return redeem(id, member, points, "");
    }

    Answer redeem(String id, String member, long points, String more) {
        return post("/v1/redemptions", """
                {"redemptionId": "%s", "member": {"memberId": "%s"}, "points": %d%s}""".formatted(id, member, points, also(more)));
    }

    Answer hold(String id, String member, long points, String expiresIn) {
        return redeem(id, member, points, "\"hold\": {\"expiresIn\": \"" + expiresIn + "\"}");
    }

    /** A hold that is over, though nobody has written it down. */
    void holdInVain(String id, String member, long points) {
        assertThat(hold(id, member, points, "PT1S").status()).isEqualTo(201);
        Cloud.eventually(
                () -> redemption(id),
                shown -> String.valueOf(shown.at("status")).equals("expired"));
    }

    Answer purchase(String id) {
        return cloud.get(key, "/v1/purchases/" + id);
    }

    /** A further step of a purchase: {@code activations} or {@code void}. */
    Answer purchase(String id, String step, String body) {
        return post("/v1/purchases/" + id + "/" + step, body);
    }

    Answer redemption(String id) {
        return cloud.get(key, "/v1/redemptions/" + id);
    }

    /** A further step of a redemption: {@code extend}, {@code capture}, {@code release}, {@code reversals} or {@code void}. */
    Answer redemption(String id, String step, String body) {
        return post("/v1/redemptions/" + id + "/" + step, body);
    }

    Answer post(String path, String body) {
        return cloud.post(key, path, body);
    }

    static Map<String, Object> euros(long cents) {
        return Map.of("amount", Math.toIntExact(cents), "currency", "EUR");
    }

    /** A balance as answers show it. */
    static Map<String, Object> balance(int available, int held, int pending, int debt) {
        return Map.of(
                "available", available, "held", held, "pending", pending, "debt", debt, "value", euros(available));
    }

    private static String total(long cents) {
        return "\"total\": {\"amount\": " + cents + ", \"currency\": \"EUR\"}";
    }

    private static String also(String more) {
        return more.isEmpty() ? "" : ", " + more;
    }
}
