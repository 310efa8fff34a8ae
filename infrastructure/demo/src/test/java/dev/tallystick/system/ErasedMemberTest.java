package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Phone.cookie;
import static dev.tallystick.system.Phone.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others still hold of a member who was forgotten, and what it is good for. */
class ErasedMemberTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Phone phone = new Phone(CLOUD);
    private final String member = web.enrolWith(1_000);

    @Test
    void whateverOpenedTheWalletOpensNothing() {
        String link = phone.link(member);
        Answer begun = phone.begin(phone.link(member));
        Answer next = phone.go(cookie(begun));
        assertThat(phone.wallet(link).status()).isEqualTo(200);
        assertThat(phone.wallet(token(next)).status()).isEqualTo(200);

        erase();

        for (String token : List.of(link, token(begun), token(next))) {
            assertThat(phone.wallet(token).status()).isEqualTo(401);
            assertThat(CLOUD.get(token, "/v1/wallet/entries").status()).isEqualTo(401);
            assertThat(CLOUD.get(token, "/v1/wallet/sessions").status()).isEqualTo(401);
            assertThat(phone.begin(token).status()).isEqualTo(401);
        }
        assertThat(phone.go(cookie(begun)).status()).isEqualTo(401);
        assertThat(phone.go(cookie(next)).status()).isEqualTo(401);
        assertThat(CLOUD.send("DELETE", "/v1/wallet/sessions", Map.of("Cookie", cookie(next)), "")
                        .status())
                .as("signing out is no question")
                .isEqualTo(204);
        assertThat(phone.createLink(member, "{}").status()).isEqualTo(404);
        assertThat(phone.createLink(member, "{}").code()).isEqualTo("member-not-found");
    }

    @Test
    void memberCodesAndPresencesNameNobody() {
        String code = "{\"memberCode\": \"" + phone.code(member, 1) + "\"}";
        String presence = "{\"presence\": \""
                + web.post("/v1/members/lookup", "{\"member\": " + code + "}").at("presence") + "\"}";

        erase();

        for (String name : List.of(code, presence)) {
            assertThat(web.post("/v1/members/lookup", "{\"member\": " + name + "}")
                            .code())
                    .isEqualTo("member-not-found");
            assertThat(web.post("/v1/redemptions", """
                            {"redemptionId": "%s", "member": %s, "points": 100}""".formatted(freshId(), name))
                            .code())
                    .isEqualTo("member-not-found");
            assertThat(web.post("/v1/quotes", """
                            {"member": %s, "total": {"amount": 100, "currency": "EUR"}}""".formatted(name)).code()).isEqualTo("member-not-found");
        }
    }

    @Test
    void refundsOfOldPurchasesMoveNothingAndAreRepeated() {
        String spent = freshId();
        String purchase = freshId();
        web.redeem(spent, member, 200);
        assertThat(web.buy(purchase, member, 10_000, "\"paidWith\": [\"web:%s\"]".formatted(spent))
                        .status())
                .isEqualTo(201);
        Answer before = web.refund("f-1", "web:" + purchase, 1_000);
        assertThat(before.status()).as(before.text()).isEqualTo(201);

        erase();

        Answer after = web.refund("f-2", "web:" + purchase, 5_000);
        assertThat(after.status()).as(after.text()).isEqualTo(201);
        assertThat(after.body())
                .containsEntry("clawedBack", 0)
                .containsEntry("restored", 0)
                .containsEntry("balance", Shop.balance(0, 0, 0, 0));
        Answer repeated = web.refund("f-2", "web:" + purchase, 5_000);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.replayed()).isTrue();
        assertThat(repeated.body()).isEqualTo(after.body());
        assertThat(web.refund("f-1", "web:" + purchase, 1_000).body()).isEqualTo(before.body());
        assertThat(web.refund("f-3", "web:" + purchase, 5_000).code())
                .as("more than is left")
                .isEqualTo("refund-exceeds-purchase");
        assertThat(web.purchase(purchase).list("refunds")).hasSize(2);
    }

    @Test
    void aPurchaseIsVoidedOnceAndARedemptionIsNot() {
        String purchase = freshId();
        String redemption = freshId();
        String hold = freshId();
        web.buy(purchase, member, 10_000);
        web.redeem(redemption, member, 200);
        web.hold(hold, member, 200, "PT1H");

        erase();

        Answer voided = web.purchase(purchase, "void", "{}");
        assertThat(voided.status()).as(voided.text()).isEqualTo(200);
        assertThat(voided.at("status")).isEqualTo("voided");
        assertThat(web.purchase(purchase, "void", "{}").body()).isEqualTo(voided.body());
        for (String step : List.of("void", "capture", "release")) {
            Answer answer = web.redemption(hold, step, "{}");
            assertThat(answer.status()).as(step + answer.text()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("member-erased");
        }
        assertThat(web.redemption(hold, "extend", "{\"expiresIn\": \"PT2H\"}").code())
                .isEqualTo("member-erased");
        assertThat(web.redemption(redemption, "void", "{}").code()).isEqualTo("member-erased");
        assertThat(web.redemption(redemption, "reversals", "{\"reversalId\": \"r\"}")
                        .code())
                .isEqualTo("member-erased");
    }

    @Test
    void aRefundThatWaitsForAPurchaseOfWhoIsGoneGoesOnWaiting() {
        String purchase = freshId();
        String waits = "\"waitForPurchase\": true";
        assertThat(web.refund("f-1", "web:" + purchase, 1_000, waits).status()).isEqualTo(202);

        erase();

        assertThat(web.buy(purchase, member, 10_000).code()).isEqualTo("member-not-found");
        assertThat(web.refund("f-1", "web:" + purchase, 1_000, waits).status()).isEqualTo(202);
        assertThat(web.refund("f-1", "web:" + purchase, 900, waits).code()).isEqualTo("operation-id-reused");
        assertThat(web.purchase(purchase).code()).isEqualTo("purchase-not-found");
    }

    /** The till was offline while the member was forgotten. */
    @Test
    void rowsOfABatchComeToWhatTheirCallsComeTo() {
        String purchase = freshId();
        String other = freshId();
        String redemption = freshId();
        web.buy(purchase, member, 10_000);
        web.buy(other, member, 10_000);
        web.redeem(redemption, member, 200);
        String batch = freshId();

        erase();

        String money = "\"total\": {\"amount\": 1000, \"currency\": \"EUR\"}, \"occurredAt\": \"%s\""
                .formatted(web.happenedAt());
        Answer done = batch(
                batch,
                "{\"type\": \"purchase\", \"purchaseId\": \"p-%s\", \"member\": {\"memberId\": \"%s\"}, %s}"
                        .formatted(batch, member, money),
                "{\"type\": \"redemption\", \"redemptionId\": \"r-%s\", \"member\": {\"memberId\": \"%s\"}, \"points\": 100}"
                        .formatted(batch, member),
                "{\"type\": \"refund\", \"refundId\": \"f-1\", \"purchase\": \"%s\", %s}".formatted(purchase, money),
                "{\"type\": \"void\", \"purchase\": \"%s\"}".formatted(other),
                "{\"type\": \"void\", \"redemption\": \"%s\"}".formatted(redemption),
                "{\"type\": \"reversal\", \"redemption\": \"%s\", \"reversalId\": \"v-1\"}".formatted(redemption));

        assertThat(done.list("results").stream().map(ErasedMemberTest::outcome))
                .as(done.text())
                .containsExactly(
                        "refused member-not-found",
                        "refused member-not-found",
                        "accepted",
                        "accepted",
                        "refused member-erased",
                        "refused member-erased");
    }

    @Test
    void theBooksAreRightAfterAllOfIt() {
        String purchase = freshId();
        web.buy(purchase, member, 10_000);
        web.hold(freshId(), member, 200, "PT1H");
        erase();
        web.refund("f-1", "web:" + purchase, 1_000);
        web.purchase(purchase, "void", "{}");

        assertThat(CLOUD.booksThatCountEverything().number("sum")).isZero();
        assertThat(CLOUD.invoke("AuditLedgerFunction", "{}").text()).doesNotContain(member);
    }

    private void erase() {
        Answer erased =
                CLOUD.send("DELETE", "/v1/members/" + member, Map.of("Authorization", "Bearer " + web.key()), "");
        assertThat(erased.status()).as(erased.text()).isEqualTo(204);
    }

    private Answer batch(String id, String... rows) {
        Answer accepted = web.post(
                "/v1/batches", "{\"batchId\": \"%s\", \"operations\": [%s]}".formatted(id, String.join(", ", rows)));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return Cloud.eventually(
                () -> CLOUD.get(web.key(), String.valueOf(accepted.at("statusUrl"))),
                found -> found.number("done") == found.number("total"));
    }

    private static String outcome(Map<String, Object> row) {
        return row.get("status") + (row.get("problem") instanceof Map<?, ?> problem ? " " + problem.get("code") : "");
    }
}
