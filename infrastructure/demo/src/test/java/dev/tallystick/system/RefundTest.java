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
import org.junit.jupiter.params.provider.CsvSource;

/** Purchases paid with points, and goods that come back: in parts, at another source, before their purchase. */
class RefundTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");
    private final String id = freshId();
    private final String order = "web:" + id;
    private final String points = "web:" + id;
    private final String paidWith = "\"paidWith\": [\"" + points + "\"]";

    @Test
    void theWorkedExampleOfTheInterface() {
        String member = web.enrolWith(2_000);
        web.hold(id, member, 2_000, "PT15M");

        Answer quote = web.quote(member, 10_000, paidWith);
        Answer bought = web.buy(id, member, 10_000, paidWith);
        Answer half = store.refund(id, order, 5_000);
        Answer otherHalf = store.refund(freshId(), order, 5_000);

        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        assertThat(bought.at("earned"))
                .isEqualTo(Map.of(
                        "points", 80, "status", "active", "breakdown", List.of(Map.of("rule", "base", "points", 80))));
        assertThat(bought.at("balance")).isEqualTo(balance(80, 0, 0, 0));
        assertThat(quote.at("earn.points")).isEqualTo(80);
        assertThat(quote.at("earn.breakdown")).isEqualTo(bought.at("earned.breakdown"));
        assertThat(half.status()).as(half.text()).isEqualTo(201);
        assertThat(half.body())
                .containsEntry("id", "store-1:" + id)
                .containsEntry("clawedBack", 40)
                .containsEntry("restored", 1_000)
                .containsEntry("balance", balance(1_040, 0, 0, 0));
        assertThat(otherHalf.body())
                .containsEntry("clawedBack", 40)
                .containsEntry("restored", 1_000)
                .containsEntry("balance", balance(2_000, 0, 0, 0));
        assertThat(web.redemption(id).body())
                .containsEntry("status", "reversed")
                .containsEntry("reversedPoints", 2_000)
                .containsEntry("capturedPoints", 2_000);
        theStatementTellsTheWorkedExample(member);
    }

    private void theStatementTellsTheWorkedExample(String member) {
        List<Map<String, Object>> entries = web.entries(member, 9);
        assertThat(entries.stream().map(entry -> entry.get("kind")))
                .containsExactly(
                        "clawed_back",
                        "restored",
                        "clawed_back",
                        "restored",
                        "earned",
                        "captured",
                        "held",
                        "adjusted",
                        "enrolled");
        assertThat(entries.get(2))
                .containsEntry("postings", Map.of("available", -40, "issued", 40))
                .containsEntry("source", "store-1")
                .containsEntry("total", euros(5_000))
                .containsEntry("operation", Map.of("type", "purchase", "id", order, "step", 1));
        assertThat(entries.get(3))
                .containsEntry("postings", Map.of("available", 1_000, "redeemed", -1_000))
                .containsEntry("operation", Map.of("type", "redemption", "id", points, "step", 2));
        assertThat(entries.get(4)).containsEntry("eligible", euros(8_000)).containsEntry("total", euros(10_000));
        assertThat(entries.get(5)).containsEntry("postings", Map.of("held", -2_000, "redeemed", 2_000));
    }

    @Test
    void aPurchaseIsShownWithAllThatCameBack() {
        String member = web.enrolWith(500);
        web.redeem(id, member, 500);
        web.buy(id, member, 10_000, paidWith);
        store.refund("r-1", order, 4_000);

        Answer shown = store.purchase(order);

        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.body())
                .containsEntry("id", order)
                .containsEntry("memberId", member)
                .containsEntry("total", euros(10_000))
                .containsEntry("occurredAt", web.happenedAt().toString())
                .containsEntry("status", "active")
                .containsEntry("clawedBack", 38)
                .containsEntry("kept", 57)
                .containsEntry("paidWith", List.of(points));
        assertThat(shown.number("earned.points")).isEqualTo(95);
        assertThat(shown.at("earned.status")).isEqualTo("active");
        assertThat(shown.list("refunds")).hasSize(1);
        assertThat(shown.list("refunds").getFirst())
                .containsEntry("id", "store-1:r-1")
                .containsEntry("total", euros(4_000))
                .containsEntry("clawedBack", 38)
                .containsEntry("restored", 200);
        assertThat(web.purchase(id).body())
                .as("a bare id means the caller's own")
                .isEqualTo(shown.body());
    }

    @Test
    void aRefundThatComesAgainIsAnsweredWithTheFirstOutcome() {
        String member = web.enrol();
        web.buy(id, member, 10_000);
        Answer first = store.refund(id, order, 3_333);
        web.refund(id, order, 1_000);

        Answer again = store.refund(id, order, 3_333);
        Answer waiting = store.refund(id, order, 3_333, "\"waitForPurchase\": true, \"restorePoints\": true");
        Answer otherTotal = store.refund(id, order, 3_334);
        Answer otherWish = store.refund(id, order, 3_333, "\"restorePoints\": false");

        assertThat(first.at("clawedBack")).isEqualTo(34);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(waiting.status())
                .as("a default given is the same as left out")
                .isEqualTo(200);
        assertThat(otherTotal.status()).isEqualTo(422);
        assertThat(otherTotal.code()).isEqualTo("operation-id-reused");
        assertThat(otherTotal.at("first.total")).isEqualTo(euros(3_333));
        assertThat(otherTotal.at("first.at")).isNotNull();
        assertThat(otherWish.code()).isEqualTo("operation-id-reused");
        assertThat(web.purchase(id).list("refunds").stream().map(refund -> refund.get("id")))
                .as("one refund of each source under this id")
                .containsExactly("store-1:" + id, "web:" + id);
    }

    @Test
    void refundsInTwoChannelsNeverExceedThePurchaseTogether() {
        String member = web.enrol();
        web.buy(id, member, 10_000);

        Answer online = web.refund("a", id, 6_000);
        Answer atTheTill = store.refund("b", order, 4_001);
        Answer rest = store.refund("b", order, 4_000);
        Answer nothingLeft = web.refund("c", id, 1);

        assertThat(online.status()).isEqualTo(201);
        assertThat(atTheTill.status()).isEqualTo(422);
        assertThat(atTheTill.code()).isEqualTo("refund-exceeds-purchase");
        assertThat(rest.status()).as("what was refused used up no id").isEqualTo(201);
        assertThat(nothingLeft.code()).isEqualTo("refund-exceeds-purchase");
        assertThat(web.purchase(id).body()).containsEntry("clawedBack", 100).containsEntry("kept", 0);
    }

    /** Cents of the purchase, cents that come back one after the other, and the points that each takes back. */
    @ParameterizedTest
    @CsvSource({"10000, 5000 5000, 50 50", "1000, 1 499 500, 1 4 5", "9999, 3333 3333 3333, 33 33 33", "99, 99, 0"})
    void partsAddUpToTheWhole(long cents, String refunds, String clawedBack) {
        web.buy(id, web.enrol(), cents);
        String[] parts = refunds.split(" ", -1);
        String[] expected = clawedBack.split(" ", -1);

        for (int i = 0; i < parts.length; i++) {
            Answer refund = web.refund("r-" + i, id, Long.parseLong(parts[i]));
            assertThat(refund.number("clawedBack")).as(refund.text()).isEqualTo(Long.parseLong(expected[i]));
        }
        assertThat(web.purchase(id).number("kept")).isZero();
    }

    @Test
    void pointsSpentAlreadyBecomeDebtWhichTheNextEarningPaysFirst() {
        String member = web.enrolWith(88);
        web.buy(id, member, 10_000);
        web.redeem(freshId(), member, 100);

        Answer refund = web.refund("r", id, 10_000);
        Answer spend = web.redeem(freshId(), member, 100);
        Answer earned = web.buy(freshId(), member, 5_000);

        assertThat(refund.at("clawedBack")).isEqualTo(100);
        assertThat(refund.at("balance")).isEqualTo(balance(0, 0, 0, 12));
        assertThat(spend.code()).isEqualTo("insufficient-points");
        assertThat(spend.at("balance")).isEqualTo(balance(0, 0, 0, 12));
        assertThat(earned.at("balance")).isEqualTo(balance(38, 0, 0, 0));
        List<Map<String, Object>> entries = web.entries(member, 6);
        assertThat(entries.get(0))
                .containsEntry("postings", Map.of("available", 38, "debt", 12, "issued", -50))
                .containsEntry("points", 50);
        assertThat(entries.get(1))
                .containsEntry("postings", Map.of("available", -88, "debt", -12, "issued", 100))
                .containsEntry("points", -100);
    }

    @Test
    void pointsThatPaidAreRestoredUnlessTheRefundSaysOtherwiseTheLastNamedFirst() {
        String member = web.enrolWith(1_000);
        web.redeem(id + "a", member, 300);
        web.hold(id + "b", member, 200, "PT15M");
        web.buy(id, member, 10_000, "\"paidWith\": [\"%1$sa\", \"%1$sb\"]".formatted(id));

        Answer without = web.refund("none", id, 2_000, "\"restorePoints\": false");
        Answer with = web.refund("some", id, 5_000);

        assertThat(without.body()).containsEntry("clawedBack", 19).containsEntry("restored", 0);
        assertThat(with.number("restored")).isEqualTo(250);
        assertThat(web.redemption(id + "b").body()).containsEntry("reversedPoints", 200);
        assertThat(web.redemption(id + "a").body()).containsEntry("reversedPoints", 50);
        assertThat(web.redemption(id + "a").body()).containsEntry("status", "partially_reversed");
    }

    @Test
    void aPurchasePaidWithPointsIsAnsweredTheSameAgainAndEachPaysForOneOnly() {
        String member = web.enrolWith(1_000);
        web.hold(id, member, 400, "PT15M");

        Answer bought = web.buy(id, member, 10_000, paidWith);
        Answer again = web.buy(id, member, 10_000, "\"paidWith\": [\"" + id + "\"]");
        Answer other = web.buy(id, member, 10_000);
        Answer withTheSame = web.buy(freshId(), member, 10_000, paidWith);
        Answer quotedWithTheSame = web.quote(member, 10_000, paidWith);

        assertThat(again.status()).as("however it is named " + again.text()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(bought.body());
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(other.at("first.total")).isEqualTo(euros(10_000));
        assertThat(withTheSame.status()).isEqualTo(422);
        assertThat(withTheSame.code()).isEqualTo("redemption-not-usable");
        assertThat(quotedWithTheSame.code()).isEqualTo("redemption-not-usable");
        assertThat(web.redemption(id).body())
                .containsEntry("status", "captured")
                .containsEntry("capturedPoints", 400);
    }

    /** What became of a redemption before, and whether it can pay: 201, or 422. */
    @ParameterizedTest
    @CsvSource({
        "held,               201",
        "captured,           201",
        "redeemed,           201",
        "released,           422",
        "expired,            422",
        "voided,             422",
        "partially_reversed, 422",
        "reversed,           422",
        "unknown,            422",
        "closed,             422",
        "another member's,   422",
    })
    void whatCanPayForAPurchase(String redemption, int status) {
        String member = web.enrolWith(500);
        switch (redemption) {
            case "unknown" -> {
                // nothing came of it
            }
            case "closed" -> web.redemption(id, "void", "{}");
            case "another member's" -> web.redeem(id, web.enrolWith(500), 200);
            case "expired" -> web.holdInVain(id, member, 200);
            case "redeemed", "partially_reversed", "reversed", "voided" -> web.redeem(id, member, 200);
            default -> web.hold(id, member, 200, "PT15M");
        }
        switch (redemption) {
            case "captured" -> web.redemption(id, "capture", "{}");
            case "released" -> web.redemption(id, "release", "{}");
            case "voided" -> web.redemption(id, "void", "{}");
            case "partially_reversed" -> web.redemption(id, "reversals", "{\"reversalId\": \"r\", \"points\": 1}");
            case "reversed" -> web.redemption(id, "reversals", "{\"reversalId\": \"r\"}");
            default -> {
                // as it is
            }
        }

        Answer quote = web.quote(member, 10_000, paidWith);
        Answer bought = web.buy(id, member, 10_000, paidWith);

        assertThat(bought.status()).as(bought.text()).isEqualTo(status);
        if (status == 201) {
            assertThat(bought.number("earned.points")).isEqualTo(98);
            assertThat(quote.number("earn.points")).isEqualTo(98);
        } else {
            assertThat(bought.code()).isEqualTo("redemption-not-usable");
            assertThat(quote.code()).isEqualTo("redemption-not-usable");
            assertThat(web.purchase(id).code()).isEqualTo("purchase-not-found");
        }
    }

    @Test
    void aQuoteChangesNothingOfTheHoldThatPays() {
        String member = web.enrolWith(500);
        web.hold(id, member, 200, "PT15M");
        long before = CLOUD.items();

        Answer quote = web.quote(member, 30_000, paidWith);

        assertThat(quote.status()).as(quote.text()).isEqualTo(200);
        assertThat(quote.at("balance")).isEqualTo(balance(300, 200, 0, 0));
        assertThat(quote.at("redeem")).isEqualTo(Map.of("maxPoints", 300, "value", euros(300), "limitedBy", "balance"));
        assertThat(CLOUD.items()).isEqualTo(before);
        assertThat(web.redemption(id).at("status")).isEqualTo("held");
    }

    @Test
    void actingOnAnotherSourcesOperationsNeedsAnySourceBeforeAnythingIsLookedUp() {
        Shop alone = CLOUD.shopByItself("store-2");
        String member = web.enrolWith(500);
        web.redeem(id, member, 200);
        web.buy(id, member, 10_000);

        for (String named : List.of(order, "web:" + freshId(), "nowhere:1")) {
            List<Answer> answers = List.of(
                    alone.purchase(named),
                    alone.refund("r", named, 100),
                    alone.refund("r", named, 100, "\"waitForPurchase\": true"),
                    alone.purchase(named, "void", "x"),
                    alone.purchase(named, "activations", "x"),
                    alone.buy(freshId(), member, 10_000, "\"paidWith\": [\"" + named + "\"]"),
                    alone.quote(member, 10_000, "\"paidWith\": [\"" + named + "\"]"));
            for (Answer answer : answers) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("forbidden");
            }
        }
        assertThat(alone.refund("r", freshId(), 100).code())
                .as("of its own it may")
                .isEqualTo("purchase-not-found");
        assertThat(web.purchase(id).list("refunds")).isEmpty();
    }

    @Test
    void equalReceiptNumbersAtTwoTillsAreTwoPurchases() {
        Shop third = CLOUD.till("store-1", "till-3");
        Shop fourth = CLOUD.till("store-1", "till-4");
        String member = web.enrol();

        Answer atThree = third.buy(id, member, 10_000);
        Answer atFour = fourth.buy(id, member, 20_000);
        Answer refund = fourth.refund("r", "store-1.till-3:" + id, 10_000);
        Answer own = fourth.refund("r", id, 1_000);

        assertThat(atThree.at("id")).isEqualTo("store-1.till-3:" + id);
        assertThat(atFour.at("id")).isEqualTo("store-1.till-4:" + id);
        assertThat(refund.body()).containsEntry("id", "store-1.till-4:r").containsEntry("clawedBack", 100);
        assertThat(own.body()).containsEntry("id", "store-1.till-4:r").containsEntry("clawedBack", 10);
        assertThat(store.purchase(id).code()).as("the store itself has none").isEqualTo("purchase-not-found");
    }

    @Test
    void aRefundBeforeItsPurchaseWaitsWhereItIsAskedToAndIsBookedWhenItComes() {
        String member = web.enrol();
        String waits = "\"waitForPurchase\": true";
        Answer impatient = store.refund(id, order, 2_500);
        Answer kept = store.refund(id, order, 2_500, waits);
        Answer again = store.refund(id, order, 2_500, waits);
        Answer other = store.refund(id, order, 2_501, waits);
        Answer online = web.refund(id, id, 5_000, waits);
        Answer tooMuch = web.refund("too-much", id, 10_001, waits);

        Answer bought = web.buy(id, member, 10_000);
        Answer shown = Cloud.eventually(
                () -> web.purchase(id), found -> found.list("refunds").size() == 2);
        Answer booked = store.refund(id, order, 2_500, waits);
        Answer bookedPatiently = store.refund(id, order, 2_500);

        assertThat(impatient.status()).isEqualTo(404);
        assertThat(impatient.code()).isEqualTo("purchase-not-found");
        for (Answer waiting : List.of(kept, again)) {
            assertThat(waiting.status()).as(waiting.text()).isEqualTo(202);
            assertThat(waiting.body()).containsEntry("id", "store-1:" + id);
        }
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(other.at("first.total")).isEqualTo(euros(2_500));
        assertThat(online.status()).isEqualTo(202);
        assertThat(tooMuch.status()).isEqualTo(202);
        assertThat(bought.at("balance"))
                .as("the purchase's own answer knows of no refund")
                .isEqualTo(balance(100, 0, 0, 0));
        assertThat(shown.body()).containsEntry("clawedBack", 75).containsEntry("kept", 25);
        assertThat(booked.status()).as(booked.text()).isEqualTo(200);
        assertThat(booked.replayed()).isTrue();
        assertThat(booked.body()).containsEntry("id", "store-1:" + id).containsEntry("clawedBack", 25);
        assertThat(bookedPatiently.body()).isEqualTo(booked.body());
        assertThat(web.refund("too-much", id, 10_001, waits).code())
                .as("what waited and did not fit is told when it is asked again")
                .isEqualTo("refund-exceeds-purchase");
        assertThat(web.entries(member, 4).stream().map(entry -> entry.get("kind")))
                .containsExactly("clawed_back", "clawed_back", "earned", "enrolled");
        CLOUD.booksThatCountEverything();
    }

    @Test
    void aRefundThatWouldWaitIsBookedAtOnceWhereItsPurchaseIsThere() {
        web.buy(id, web.enrol(), 10_000);

        Answer refund = store.refund("r", order, 10_000, "\"waitForPurchase\": true");

        assertThat(refund.status()).as(refund.text()).isEqualTo(201);
        assertThat(refund.body()).containsEntry("clawedBack", 100);
    }
}
