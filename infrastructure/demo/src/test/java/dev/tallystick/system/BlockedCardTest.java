package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lost card is refused wherever it is shown, and the member goes on without it. */
class BlockedCardTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Phone phone = new Phone(CLOUD);
    private final String member = web.enrolWith(1_000);
    private final String card = String.valueOf(web.member(member).at("cardNumber"));

    @Test
    void itIsRefusedInEveryCallThatNamesAMember() {
        String byCard = "\"member\": {\"cardNumber\": \"" + card + "\"}";
        block();

        for (Answer answer : List.of(
                web.post("/v1/members/lookup", "{" + byCard + "}"),
                web.post("/v1/quotes", "{%s, %s}".formatted(byCard, money(100))),
                web.post("/v1/purchases", "{\"purchaseId\": \"%s\", %s, %s}".formatted(freshId(), byCard, money(100))),
                web.post("/v1/redemptions", redemption(byCard, "")),
                web.post("/v1/redemptions", redemption(byCard, ", \"hold\": {}")),
                web.post("/v1/adjustments", """
                        {"adjustmentId": "%s", %s, "points": 5, "reasonCode": "x", "note": "y"}""".formatted(freshId(), byCard)))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("identifier-blocked");
            assertThat(answer.text()).doesNotContain(card).doesNotContain(member);
        }
        assertThat(web.entries(member, 2)).hasSize(2);
    }

    /** The code begins with the card's number; a screenshot of it is lost with the phone. */
    @Test
    void itIsRefusedInAMemberCode() {
        String byCode = "\"member\": {\"memberCode\": \"" + phone.code(member, 1) + "\"}";
        block();

        assertThat(web.post("/v1/redemptions", redemption(byCode, "")).code()).isEqualTo("identifier-blocked");
        assertThat(web.post("/v1/members/lookup", "{" + byCode + "}").code()).isEqualTo("identifier-blocked");
    }

    /** Who was seen at this source a moment ago was seen; it ends within a quarter of an hour. */
    @Test
    void whoWasPresentBeforeStaysSo() {
        Object presence = web.post(
                        "/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + phone.code(member, 1) + "\"}}")
                .at("presence");
        block();

        Answer redeemed =
                web.post("/v1/redemptions", redemption("\"member\": {\"presence\": \"" + presence + "\"}", ""));

        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(201);
    }

    @Test
    void itIsRefusedInARowOfABatchAndTheOthersAreDone() {
        block();
        String batch = freshId();
        String row = "{\"type\": \"purchase\", \"purchaseId\": \"%s-%s\", \"member\": {%s}, %s}";

        Answer accepted = web.post(
                "/v1/batches",
                "{\"batchId\": \"%s\", \"operations\": [%s, %s]}"
                        .formatted(
                                batch,
                                row.formatted("a", batch, "\"cardNumber\": \"" + card + "\"", money(1_000)),
                                row.formatted("b", batch, "\"memberId\": \"" + member + "\"", money(1_000))));
        List<Map<String, Object>> rows = Cloud.eventually(
                        () -> CLOUD.get(web.key(), String.valueOf(accepted.at("statusUrl"))),
                        found -> found.number("done") == 2)
                .list("results");

        assertThat(rows.getFirst()).containsEntry("status", "refused");
        assertThat(((Map<?, ?>) rows.getFirst().get("problem")).get("code")).isEqualTo("identifier-blocked");
        assertThat(rows.getLast()).containsEntry("status", "accepted");
    }

    @Test
    void theWalletShowsTheNextCardOrNone() {
        String link = phone.link(member);
        block();

        Answer without = phone.wallet(link);
        assertThat(without.status()).as(without.text()).isEqualTo(200);
        assertThat((Map<?, ?>) without.at("member")).isEmpty();
        assertThat(without.at("balance")).isEqualTo(Shop.balance(1_000, 0, 0, 0));
        assertThat(web.member(member).body()).doesNotContainKey("cardNumber");

        String next = "8" + card.substring(1);
        assertThat(web.post(
                                "/v1/members/" + member + "/identifiers",
                                "{\"type\": \"cardNumber\", \"value\": \"" + next + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(phone.wallet(link).at("member.cardNumber")).isEqualTo(next);
        assertThat(phone.code(member, 0)).startsWith(next);
        assertThat(web.post(
                                "/v1/redemptions",
                                redemption("\"member\": {\"memberCode\": \"" + phone.code(member, 1) + "\"}", ""))
                        .status())
                .as("the codes of the next card")
                .isEqualTo(201);
    }

    private void block() {
        Object id = web.member(member).list("identifiers").getFirst().get("identifierId");
        Answer blocked = web.post("/v1/members/" + member + "/identifiers/cardNumber/" + id + "/block", "{}");
        assertThat(blocked.status()).as(blocked.text()).isEqualTo(200);
    }

    private static String redemption(String member, String more) {
        return "{\"redemptionId\": \"%s\", %s, \"points\": 100%s}".formatted(freshId(), member, more);
    }

    private String money(long cents) {
        return "\"total\": {\"amount\": %d, \"currency\": \"EUR\"}, \"occurredAt\": \"%s\""
                .formatted(cents, web.happenedAt());
    }
}
