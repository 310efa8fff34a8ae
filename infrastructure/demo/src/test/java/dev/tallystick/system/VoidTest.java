package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Shop.balance;
import static dev.tallystick.system.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Purchases that never happened: voided after they were recorded, and before. */
class VoidTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");
    private final String id = freshId();
    private final String order = "web:" + id;

    @Test
    void allPointsAreAsBeforeAndWhatPaidIsRestored() {
        String member = web.enrolWith(2_000);
        web.hold(id, member, 2_000, "PT15M");
        Answer bought = web.buy(id, member, 10_000, "\"paidWith\": [\"" + order + "\"]");

        Answer voided = store.purchase(order, "void", "{\"operator\": \"c-7\"}");
        Answer again = store.purchase(order, "void", "{\"operator\": \"c-7\"}");
        Answer elsewhere = web.purchase(id, "void", "{}");
        Answer original = web.buy(id, member, 10_000, "\"paidWith\": [\"" + order + "\"]");
        Answer refund = store.refund("r", order, 1);
        Answer waitingRefund = store.refund("r", order, 1, "\"waitForPurchase\": true");
        Answer activation = store.purchase(order, "activations", "{\"activationId\": \"a\"}");

        assertThat(voided.status()).as(voided.text()).isEqualTo(200);
        assertThat(voided.replayed()).isFalse();
        assertThat(voided.body())
                .containsEntry("id", order)
                .containsEntry("memberId", member)
                .containsEntry("total", euros(10_000))
                .containsEntry("status", "voided")
                .containsEntry("clawedBack", 80)
                .containsEntry("kept", 0)
                .containsEntry("paidWith", List.of(order))
                .containsEntry("balance", balance(2_000, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(voided.body());
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(original.status()).as("the first outcome stays").isEqualTo(200);
        assertThat(original.body()).isEqualTo(bought.body());
        assertThat(refund.status()).isEqualTo(409);
        assertThat(refund.code()).isEqualTo("operation-voided");
        assertThat(waitingRefund.code()).isEqualTo("operation-voided");
        assertThat(activation.status()).isEqualTo(409);
        assertThat(web.redemption(id).body())
                .containsEntry("status", "reversed")
                .containsEntry("reversedPoints", 2_000);
        assertThat(web.member(member).at("balance")).isEqualTo(balance(2_000, 0, 0, 0));
        assertThat(web.member(member).number("tier.points")).isZero();
        List<Map<String, Object>> entries = web.entries(member, 7);
        assertThat(entries.get(0))
                .containsEntry("kind", "voided")
                .containsEntry("source", "store-1")
                .containsEntry("operator", "c-7")
                .containsEntry("postings", Map.of("available", -80, "issued", 80));
        assertThat(entries.get(1))
                .containsEntry("kind", "restored")
                .containsEntry("postings", Map.of("available", 2_000, "redeemed", -2_000));
    }

    @Test
    void aVoidThatComesAgainIsAnsweredAsAtFirstWhateverHappenedSince() {
        String member = web.enrol();
        web.buy(id, member, 10_000);
        Answer voided = web.purchase(id, "void", "{}");
        web.buy(freshId(), member, 20_000);

        Answer again = web.purchase(id, "void", "{}");
        Answer elsewhere = store.purchase(order, "void", "{}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(voided.body());
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(elsewhere.at("status")).isEqualTo("voided");
    }

    @Test
    void pointsSpentMeanwhileBecomeDebt() {
        String member = web.enrol();
        web.buy(id, member, 10_000);
        web.redeem(freshId(), member, 100);

        Answer voided = web.purchase(id, "void", "{}");

        assertThat(voided.at("balance")).isEqualTo(balance(0, 0, 0, 100));
    }

    @Test
    void aPurchaseOfWhichGoodsCameBackHappened() {
        String member = web.enrol();
        web.buy(id, member, 10_000);
        web.refund("r", id, 1);

        Answer refused = web.purchase(id, "void", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("purchase-refunded");
        assertThat(web.purchase(id).at("status")).isEqualTo("active");
    }

    @Test
    void aVoidBeforeItsSaleClosesTheId() {
        String member = web.enrol();

        Answer closed = store.purchase(order, "void", "{}");
        Answer again = store.purchase(order, "void", "{}");
        Answer late = web.buy(id, member, 10_000);
        Answer lateAgain = web.buy(id, member, 10_000);
        Answer otherwise = web.buy(id, member, 20_000);
        Answer refund = store.refund("r", order, 100);
        Answer waiting = store.refund("r", order, 100, "\"waitForPurchase\": true");
        Answer activation = store.purchase(order, "activations", "{\"activationId\": \"a\"}");

        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.replayed()).isFalse();
        assertThat(closed.body()).isEqualTo(Map.of("id", order, "status", "voided"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(closed.body());
        assertThat(web.purchase(id).body()).isEqualTo(closed.body());
        for (Answer refused : List.of(late, lateAgain, otherwise, refund, waiting, activation)) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("operation-voided");
        }
        assertThat(web.member(member).at("balance")).isEqualTo(balance(0, 0, 0, 0));
        web.entries(member, 1);
        CLOUD.booksThatCountEverything();
    }

    @Test
    void aRefundThatWaitsForAPurchaseThatIsThenVoidedIsNeverBooked() {
        String member = web.enrol();
        Answer kept = store.refund("r", order, 100, "\"waitForPurchase\": true");

        web.purchase(id, "void", "{}");

        assertThat(kept.status()).isEqualTo(202);
        assertThat(web.buy(id, member, 10_000).code()).isEqualTo("operation-voided");
        assertThat(store.refund("r", order, 100, "\"waitForPurchase\": true").code())
                .isEqualTo("operation-voided");
    }
}
