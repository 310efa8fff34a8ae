package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Member codes and presences, on a cloud of its own whose stores want a code for every spending. */
@OwnCloud
class MemberCodeTest {

    private static Cloud cloud;
    private static Shop web;
    private static Shop store;
    private static Shop otherStore;
    private static Phone phone;

    private final String member = web.enrolWith(1_000);

    @BeforeAll
    static void start() {
        cloud = Cloud.start(Cloud.dataDirectory());
        web = cloud.shop("web");
        store = cloud.shop("store-1");
        otherStore = cloud.shop("store-2");
        phone = new Phone(cloud);
        cloud.changeProgram(program ->
                program.replaceFirst("\"requireMemberCode\":\\{[^}]*}", "\"requireMemberCode\": {\"in_store\": true}"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    private static String byCode(String code) {
        return "{\"memberCode\": \"" + code + "\"}";
    }

    private static String byPresence(Answer lookup) {
        return "{\"presence\": \"" + lookup.at("presence") + "\"}";
    }

    private static Answer redeem(Shop shop, String id, String whom, String more) {
        return shop.post(
                "/v1/redemptions",
                "{\"redemptionId\": \"%s\", \"member\": %s, \"points\": 100%s}".formatted(id, whom, more));
    }

    private static Answer redeem(Shop shop, String whom) {
        return redeem(shop, freshId(), whom, "");
    }

    private static Answer buy(Shop shop, String whom) {
        return shop.post("/v1/purchases", """
                {"purchaseId": "%s", "member": %s, "total": {"amount": 4250, "currency": "EUR"},
                 "occurredAt": "2026-11-01T10:00:00Z"}""".formatted(freshId(), whom));
    }

    private static Answer lookUp(Shop shop, String whom) {
        return shop.post("/v1/members/lookup", "{\"member\": " + whom + "}");
    }

    private static void notAllowed(Answer answer, String detail) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("redemption-not-allowed");
        assertThat(String.valueOf(answer.at("detail"))).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void aCodeNamesTheMemberOneStepEitherWay(int steps) {
        Answer redeemed = redeem(store, byCode(phone.code(member, steps)));

        // Between asking for the seed and sending a step may have passed.
        assertThat(redeemed.status())
                .as(redeemed.text())
                .isIn(steps == -1 ? new Object[] {201, 404} : new Object[] {201});
    }

    @Test
    void aStoreThatWantsACodeSpendsNothingWithoutOne() {
        String byId = "{\"memberId\": \"" + member + "\"}";

        notAllowed(redeem(store, byId), "member code");
        notAllowed(redeem(store, freshId(), byId, ", \"hold\": {}"), "member code");
        assertThat(redeem(web, byId).status()).as("online none is wanted").isEqualTo(201);
        assertThat(redeem(store, freshId(), byCode(phone.code(member, 0)), ", \"hold\": {}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aQuoteSaysThatACodeIsWanted() {
        Answer without = store.quote(member, 50_000, "");
        Answer with = store.post("/v1/quotes", """
                {"member": %s, "total": {"amount": 50000, "currency": "EUR"}, "occurredAt": "2026-11-01T10:00:00Z"}""".formatted(byCode(phone.code(member, 0))));

        assertThat(without.at("redeem.limitedBy")).as(without.text()).isEqualTo("member_code");
        assertThat(without.at("redeem.maxPoints")).isEqualTo(1_000);
        assertThat(with.at("redeem.limitedBy")).as(with.text()).isEqualTo("balance");
    }

    @Test
    void aCodeIsGoodForOneSpendingAndForEarningAsOftenAsOneLikes() {
        String code = byCode(phone.code(member, 1));
        String id = freshId();

        assertThat(buy(store, code).status()).isEqualTo(201);
        assertThat(redeem(store, id, code, "").status()).isEqualTo(201);
        Answer twice = redeem(store, code);
        Answer elsewhere = redeem(otherStore, freshId(), code, ", \"hold\": {}");
        assertThat(buy(store, code).status()).isEqualTo(201);

        notAllowed(twice, "new one");
        notAllowed(elsewhere, "new one");
        assertThat(redeem(store, id, code, "").replayed()).as("the same again").isTrue();
        assertThat(redeem(store, id, "{\"memberId\": \"" + member + "\"}", "").replayed())
                .as("how the member was named does not count")
                .isTrue();
        assertThat(store.entries(member, 5).toString()).doesNotContain("codeStep");
    }

    @Test
    void whatIsNoCodeOfTheMembersNamesNobody() {
        String other = web.enrol();
        String mine = phone.code(member, 0);
        String theirs = phone.code(other, 0);
        String digits = mine.substring(16);

        for (String code : new String[] {
            theirs.substring(0, 16) + digits,
            phone.code(member, 20),
            phone.code(member, -20),
            mine.substring(0, 23),
            mine + "0",
            digits,
            "0",
            "x".repeat(10_000),
            mine.replace(digits, "\\u0660".repeat(8))
        }) {
            Answer answer = redeem(store, byCode(code));
            assertThat(answer.status()).as(code + answer.text()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("member-not-found");
        }
        assertThat(store.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"\"}}")
                        .status())
                .isIn(400, 404);
        assertThat(lookUp(store, byCode(mine)).status())
                .as("guessing uses nothing up")
                .isEqualTo(200);
    }

    @Test
    void aRetryWhoseCodeIsStaleGetsTheFirstOutcome() {
        String id = freshId();
        assertThat(redeem(store, id, byCode(phone.code(member, 0)), "").status())
                .isEqualTo(201);

        assertThat(redeem(store, id, byCode(phone.code(member, -20)), "").replayed())
                .isTrue();
    }

    @Test
    void aPresenceStandsForItsCodeAtItsSource() {
        Answer found = lookUp(store, byCode(phone.code(member, 0)));

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.at("memberId")).isEqualTo(member);
        assertThat(buy(store, byPresence(found)).status()).isEqualTo(201);
        assertThat(redeem(store, byPresence(found)).status()).isEqualTo(201);
        notAllowed(redeem(store, byPresence(found)), "new one");
        assertThat(buy(store, byPresence(found)).status()).isEqualTo(201);
        assertThat(lookUp(store, "{\"memberId\": \"" + member + "\"}").body()).doesNotContainKey("presence");
    }

    @Test
    void aCodeThatWasSpentWithLeavesNothingToItsPresence() {
        String code = byCode(phone.code(member, 0));
        Answer found = lookUp(store, code);
        assertThat(redeem(store, code).status()).isEqualTo(201);

        notAllowed(redeem(store, byPresence(found)), "new one");
    }

    @Test
    void aPresenceIsNothingAtAnotherSource() {
        Answer found = lookUp(store, byCode(phone.code(member, 0)));

        assertThat(redeem(otherStore, byPresence(found)).code()).isEqualTo("member-not-found");
        assertThat(redeem(web, byPresence(found)).code()).isEqualTo("member-not-found");
        assertThat(redeem(store, "{\"presence\": \"" + found.at("presence") + "x\"}")
                        .code())
                .isEqualTo("member-not-found");
        assertThat(redeem(store, "{\"presence\": \"" + phone.link(member) + "\"}")
                        .code())
                .as("a wallet token")
                .isEqualTo("member-not-found");
        assertThat(phone.wallet(String.valueOf(found.at("presence"))).status()).isEqualTo(401);
    }
}
