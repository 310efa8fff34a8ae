package dev.tallystick.bench.units;

import dev.tallystick.adjustment.AdjustPoints;
import dev.tallystick.member.EnrolMember;
import dev.tallystick.purchase.FollowPurchase;
import dev.tallystick.purchase.QuotePurchase;
import dev.tallystick.purchase.RecordPurchase;
import dev.tallystick.purchase.RefundPurchase;
import dev.tallystick.redemption.FollowRedemption;
import dev.tallystick.redemption.RedeemPoints;
import dev.tallystick.setup.IssueKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A web shop that calls the functions. */
final class Shop {

    static final String SOURCE = "web";
    private static final List<String> SCOPES =
            List.of("members", "purchases", "refunds", "redemptions", "adjustments", "any-source");

    final Functions functions = new Functions();

    /** With a key of its own, which is not noted. */
    static Shop open() {
        Shop shop = new Shop();
        Map<String, Object> issued = shop.functions.call(
                new IssueKey(),
                Map.of(
                        "source",
                        Map.of(
                                "id", SOURCE,
                                "channel", "online",
                                "name", "Web shop",
                                "timeZone", "Europe/Berlin",
                                "country", "DE"),
                        "scopes",
                        SCOPES));
        shop.functions.useKey(String.valueOf(issued.get("key")));
        return shop;
    }

    static String freshId() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    static Map<String, Object> member(String id) {
        return Map.of("memberId", id);
    }

    static Map<String, Object> money(int cents) {
        return Map.of("amount", cents, "currency", "EUR");
    }

    Map<String, Object> enrol() {
        return functions.call(
                functions.warm(EnrolMember::new),
                "POST /v1/members",
                Map.of(),
                Map.of("enrolmentId", freshId(), "name", "Robin", "email", freshId() + "@example.com"),
                201);
    }

    Map<String, Object> purchase(String id, Map<String, Object> whom, int cents, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("purchaseId", id);
        body.put("member", whom);
        body.put("total", money(cents));
        body.put("occurredAt", at.toString());
        return body;
    }

    void buy(Map<String, Object> purchase, int status) {
        functions.call(functions.warm(RecordPurchase::new), "POST /v1/purchases", Map.of(), purchase, status);
    }

    /** A purchase a minute ago. */
    String buy(String member, int cents) {
        String id = freshId();
        buy(purchase(id, member(member), cents, Instant.now().minusSeconds(60)), 201);
        return id;
    }

    void quote(String member) {
        functions.call(
                functions.warm(QuotePurchase::new),
                "POST /v1/quotes",
                Map.of(),
                Map.of("member", member(member), "total", money(4_250)),
                200);
    }

    String redeem(String member, int points, boolean held, int status) {
        String id = freshId();
        Map<String, Object> body =
                new HashMap<>(Map.of("redemptionId", id, "member", member(member), "points", points));
        if (held) {
            body.put("hold", Map.of("expiresIn", "PT15M"));
        }
        functions.call(functions.warm(RedeemPoints::new), "POST /v1/redemptions", Map.of(), body, status);
        return id;
    }

    void followRedemption(String id, String step, Map<String, ?> body) {
        functions.call(
                functions.warm(FollowRedemption::new),
                "POST /v1/redemptions/{id}/" + step,
                Map.of("id", SOURCE + ":" + id),
                body,
                200);
    }

    void followPurchase(String id, String step, Map<String, ?> body) {
        functions.call(
                functions.warm(FollowPurchase::new),
                "POST /v1/purchases/{id}/" + step,
                Map.of("id", SOURCE + ":" + id),
                body,
                200);
    }

    void refund(String purchase, int cents) {
        functions.call(
                functions.warm(RefundPurchase::new),
                "POST /v1/refunds",
                Map.of(),
                Map.of(
                        "refundId", freshId(),
                        "purchase", SOURCE + ":" + purchase,
                        "total", money(cents),
                        "occurredAt", Instant.now().toString()),
                201);
    }

    void adjust(String member, int points) {
        functions.call(
                functions.warm(AdjustPoints::new),
                "POST /v1/adjustments",
                Map.of(),
                Map.of("adjustmentId", freshId(), "member", member(member), "points", points, "reasonCode", "goodwill"),
                201);
    }
}
