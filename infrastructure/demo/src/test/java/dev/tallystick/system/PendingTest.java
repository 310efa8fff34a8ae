package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Shop.balance;
import static dev.tallystick.system.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that wait until goods are collected, delivered or paid. Those that wait for a day are in {@link TimeTest}. */
class PendingTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");
    private final String id = freshId();
    private final String order = "web:" + id;
    private final String member = web.enrol();

    @ParameterizedTest
    @ValueSource(strings = {"pickup", "delivery", "payment"})
    void pointsWaitForWhatTheOrderWaitsFor(String event) {
        String activateOn = "\"activateOn\": \"" + event + "\"";

        Answer quote = web.quote(member, 10_000, activateOn);
        Answer bought = web.buy(id, member, 10_000, activateOn);
        Answer shown = web.purchase(id);
        Answer again = web.buy(id, member, 10_000, activateOn);
        Answer otherwise = web.buy(id, member, 10_000);

        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        assertThat(bought.number("earned.points")).isEqualTo(100);
        assertThat(bought.at("earned.status")).isEqualTo("pending");
        assertThat(bought.at("earned.activatesAt")).as("no day is known").isNull();
        assertThat(bought.at("balance")).isEqualTo(balance(0, 0, 100, 0));
        assertThat(bought.number("tier.points"))
                .as("earned is earned, pending or not")
                .isEqualTo(100);
        assertThat(quote.at("earn.points")).isEqualTo(100);
        assertThat(quote.at("earn.breakdown")).isEqualTo(bought.at("earned.breakdown"));
        assertThat(shown.at("status")).isEqualTo("pending");
        assertThat(shown.at("earned.status")).isEqualTo("pending");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(bought.body());
        assertThat(otherwise.code()).isEqualTo("operation-id-reused");
        assertThat(web.entries(member, 2).getFirst())
                .containsEntry("postings", Map.of("pending", 100, "issued", -100))
                .containsEntry("points", 100);
        assertThat(web.redeem(freshId(), member, 100).code()).isEqualTo("insufficient-points");
    }

    @Test
    void goodsAreCollectedInPartsAndTheirPointsBecomeActive() {
        web.buy(id, member, 10_000, "\"activateOn\": \"pickup\"");
        String part = "{\"activationId\": \"a\", \"total\": {\"amount\": 4000, \"currency\": \"EUR\"}}";

        Answer some = store.purchase(order, "activations", part);
        Answer tooMuch = store.purchase(
                order, "activations", part.replace("4000", "6001").replace("\"a\"", "\"b\""));
        Answer rest = store.purchase(order, "activations", "{\"activationId\": \"b\"}");
        Answer again = store.purchase(order, "activations", part);
        Answer restAgain = store.purchase(order, "activations", "{\"activationId\": \"b\"}");
        Answer otherwise = store.purchase(order, "activations", part.replace("4000", "4001"));
        Answer nothingLeft = store.purchase(order, "activations", "{\"activationId\": \"c\"}");

        assertThat(some.status()).as(some.text()).isEqualTo(200);
        assertThat(some.replayed()).isFalse();
        assertThat(some.body())
                .containsEntry("id", order)
                .containsEntry("memberId", member)
                .containsEntry("total", euros(10_000))
                .containsEntry("status", "pending")
                .containsEntry("clawedBack", 0)
                .containsEntry("kept", 100)
                .containsEntry("balance", balance(40, 0, 60, 0));
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.code()).isEqualTo("activation-exceeds-purchase");
        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.body()).containsEntry("status", "active").containsEntry("balance", balance(100, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(some.body());
        assertThat(restAgain.replayed()).isTrue();
        assertThat(restAgain.body()).isEqualTo(rest.body());
        assertThat(otherwise.status()).isEqualTo(422);
        assertThat(otherwise.code()).isEqualTo("operation-id-reused");
        assertThat(nothingLeft.status()).isEqualTo(409);
        assertThat(nothingLeft.code()).isEqualTo("purchase-not-pending");
        List<Map<String, Object>> entries = web.entries(member, 4);
        assertThat(entries.get(1))
                .containsEntry("kind", "activated")
                .containsEntry("source", "store-1")
                .containsEntry("points", 0)
                .containsEntry("postings", Map.of("available", 40, "pending", -40))
                .containsEntry("operation", Map.of("type", "purchase", "id", order, "step", 1));
        assertThat(web.purchase(id).at("earned.status")).isEqualTo("active");
    }

    @Test
    void aPurchaseThatWaitsForNothingIsNotActivated() {
        web.buy(id, member, 10_000);

        Answer refused = web.purchase(id, "activations", "{\"activationId\": \"a\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("purchase-not-pending");
    }

    @Test
    void whatComesBackIsTakenFromWhatIsPendingFirst() {
        web.buy(freshId(), member, 5_000);
        web.buy(id, member, 10_000, "\"activateOn\": \"delivery\"");

        Answer refund = web.refund("r", id, 3_000);
        Answer activated = web.purchase(id, "activations", "{\"activationId\": \"a\"}");
        Answer rest = web.refund("s", id, 7_000);

        assertThat(refund.body()).containsEntry("clawedBack", 30).containsEntry("balance", balance(50, 0, 70, 0));
        assertThat(activated.body()).containsEntry("status", "active").containsEntry("balance", balance(120, 0, 0, 0));
        assertThat(rest.body()).containsEntry("clawedBack", 70).containsEntry("balance", balance(50, 0, 0, 0));
        assertThat(web.entries(member, 6).get(2))
                .containsEntry("kind", "clawed_back")
                .containsEntry("postings", Map.of("pending", -30, "issued", 30));
    }

    @Test
    void whatIsVoidedPendsNoMore() {
        web.buy(id, member, 10_000, "\"activateOn\": \"payment\"");

        Answer voided = web.purchase(id, "void", "{}");
        Answer activation = web.purchase(id, "activations", "{\"activationId\": \"a\"}");

        assertThat(voided.body()).containsEntry("status", "voided").containsEntry("balance", balance(0, 0, 0, 0));
        assertThat(activation.status()).isEqualTo(409);
    }

    @Test
    void activationsPayDebtFirst() {
        String other = freshId();
        web.buy(id, member, 10_000, "\"activateOn\": \"pickup\"");
        web.buy(other, member, 10_000);
        web.redeem(freshId(), member, 100);
        web.refund("r", other, 3_000);

        Answer activated = web.purchase(id, "activations", "{\"activationId\": \"a\"}");

        assertThat(activated.at("balance")).isEqualTo(balance(70, 0, 0, 0));
        assertThat(web.entries(member, 6).getFirst())
                .containsEntry("postings", Map.of("available", 70, "debt", 30, "pending", -100));
    }

    @Test
    void unknownPurchasesAreNotFound() {
        Answer activation = web.purchase(id, "activations", "{\"activationId\": \"a\"}");

        assertThat(activation.status()).isEqualTo(404);
        assertThat(activation.code()).isEqualTo("purchase-not-found");
        assertThat(web.purchase(id).status()).isEqualTo(404);
        assertThat(web.purchase(id).code()).isEqualTo("purchase-not-found");
    }
}
