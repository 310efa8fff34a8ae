package dev.tallystick.system;

import static dev.tallystick.system.Shop.balance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of members, over HTTP: changed, added, removed, blocked, exported and forgotten. */
class MemberTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");
    private final String member = web.enrol();

    // Changes

    @Test
    void whatIsNamedChangesAndTheRestStays() {
        Answer first = patch("""
                {"name": "Robin Roe", "locale": "de-DE", "birthday": "1990-02-28", "consents": {"news": true, "post": false}}""");
        Answer second = patch("{\"locale\": \"fr\", \"consents\": {\"news\": false}, \"name\": null}");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(web.member(member).body());
        assertThat(second.at("name")).isEqualTo("Robin Roe");
        assertThat(second.at("locale")).isEqualTo("fr");
        assertThat(second.at("birthday")).isEqualTo("1990-02-28");
        assertThat(second.at("consents.news.given")).isEqualTo(false);
        assertThat(second.at("consents.news.source")).isEqualTo("web");
        assertThat(second.at("consents.post")).isEqualTo(first.at("consents.post"));
        assertThat(second.at("balance")).isEqualTo(balance(0, 0, 0, 0));
    }

    @Test
    void anEmptyTextTakesAValueAway() {
        patch("{\"name\": \"Robin\", \"locale\": \"de\", \"birthday\": \"1990-02-28\"}");

        Answer taken = patch("{\"name\": \"\", \"locale\": \"\", \"birthday\": \"\"}");

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.body()).doesNotContainKeys("name", "locale", "birthday");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"birthday": "2199-01-01"}                              | /birthday
            {"birthday": "1990-02-30"}                              | /birthday
            {"locale": "not a locale"}                              | /locale
            {"name": 5}                                             | /name
            {"consents": {"News": true}}                            | /consents
            {"consents": {"news": "yes"}}                           | /consents/news
            {"consents": []}                                        | /consents
            {"phone": "+493012345678"}                              | /phone
            """)
    void whatMakesNoSenseIsNamed(String body, String pointer) {
        Answer refused = patch(body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.list("errors").getFirst()).containsEntry("pointer", pointer);
    }

    @Test
    void noMemberHasMoreThanTwentyConsents() {
        assertThat(patch(consents("a")).status()).isEqualTo(200);

        assertThat(patch("{\"consents\": {\"one-more\": true}}").code()).isEqualTo("too-many-consents");
        assertThat(patch(consents("a")).status()).isEqualTo(200);
    }

    @Test
    void changesAtOnceAllStand() {
        List<String> bodies = new ArrayList<>(List.of("{\"name\": \"Robin\"}", "{\"locale\": \"de\"}"));
        IntStream.range(0, 8).forEach(i -> bodies.add("{\"consents\": {\"c" + i + "\": true}}"));

        assertThat(bodies.parallelStream().map(this::patch)).allMatch(answer -> answer.status() == 200);

        Answer found = web.member(member);
        assertThat(found.at("name")).isEqualTo("Robin");
        assertThat(found.at("locale")).isEqualTo("de");
        assertThat((Map<?, ?>) found.at("consents")).hasSize(8);
    }

    @Test
    void aNameAndALanguageHaveTheSameBoundsInAnEnrolmentAsInAChange() {
        String longest = "{\"name\": \"%s\", \"locale\": \"zh-Hant-TW-abcdefgh\"}".formatted("a".repeat(200));
        String longer = longest.replace("aaa", "aaaa").replace("abcdefgh", "abcdefghi");

        assertThat(patch(longest).status()).isEqualTo(200);
        assertThat(enrol(longest).status()).isEqualTo(201);
        for (Answer refused : List.of(patch(longer), enrol(longer))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("/name", "/locale");
        }
    }

    // Identifiers

    @Test
    void anIdentifierIsAddedOnceAndNamesItsMember() {
        String phone = freshPhone();

        Answer added = identifiers(member, "phone", "0" + phone.substring(3));
        Answer again = identifiers(member, "phone", phone);

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.body()).containsOnlyKeys("identifierId", "type", "value");
        assertThat(added.at("value")).isEqualTo(phone);
        assertThat(added.replayed()).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(added.body());
        assertThat(lookup("phone", phone).at("memberId")).isEqualTo(member);
        assertThat(web.member(member).list("identifiers")).hasSize(2);
        assertThat(lookup("phone", phone).body()).doesNotContainKeys("identifiers", "consents");
    }

    @Test
    void anIdentifierOfAnotherMemberIsTakenUntilItIsRemoved() {
        String email = Cloud.freshId() + "@example.com";
        String id = String.valueOf(identifiers(member, "email", email).at("identifierId"));
        String other = web.enrol();

        assertThat(identifiers(other, "email", email.toUpperCase(Locale.ROOT)).code())
                .isEqualTo("identifier-taken");
        assertThat(remove(member, "email", id).status()).isEqualTo(204);
        assertThat(remove(member, "email", id).status()).isEqualTo(204);
        assertThat(lookup("email", email).code()).isEqualTo("member-not-found");
        assertThat(identifiers(other, "email", email).status()).isEqualTo(201);
    }

    @Test
    void aBlockedCardIsNobodysNameAndStaysTaken() {
        String lost = String.valueOf(web.member(member).at("cardNumber"));
        String fresh = freshCard();
        String lostId = idOf(member, "cardNumber");
        String purchase = Cloud.freshId();
        Answer bought = buyByCard(purchase, lost);
        assertThat(identifiers(member, "cardNumber", fresh).status()).isEqualTo(201);

        Answer blocked = onIdentifier(member, "cardNumber", lostId, "block");

        assertThat(blocked.status()).as(blocked.text()).isEqualTo(200);
        assertThat(blocked.at("blocked")).isEqualTo(true);
        assertThat(onIdentifier(member, "cardNumber", lostId, "block").body()).isEqualTo(blocked.body());
        assertThat(lookup("cardNumber", lost).code()).isEqualTo("identifier-blocked");
        assertThat(buyByCard(Cloud.freshId(), lost).code()).isEqualTo("identifier-blocked");
        assertThat(web.post("/v1/quotes", """
                        {"member": {"cardNumber": "%s"}, "total": {"amount": 100, "currency": "EUR"}}""".formatted(lost)).code()).isEqualTo("identifier-blocked");
        assertThat(buyByCard(purchase, lost).body()).as("a replay").isEqualTo(bought.body());
        assertThat(identifiers(web.enrol(), "cardNumber", lost).code()).isEqualTo("identifier-taken");
        assertThat(web.member(member).at("cardNumber")).isEqualTo(fresh);
        assertThat(onIdentifier(member, "cardNumber", lostId, "unblock").body()).doesNotContainKey("blocked");
        assertThat(lookup("cardNumber", lost).at("memberId")).isEqualTo(member);
    }

    @Test
    void theLastCardStays() {
        assertThat(remove(member, "cardNumber", idOf(member, "cardNumber")).code())
                .isEqualTo("last-card-number");
        assertThat(identifiers(member, "cardNumber", freshCard()).status()).isEqualTo(201);
        assertThat(remove(member, "cardNumber", idOf(member, "cardNumber")).status())
                .isEqualTo(204);
    }

    @Test
    void aMemberHasAtMostTwentyIdentifiers() {
        for (int i = 0; i < 19; i++) {
            assertThat(identifiers(member, "externalId", Cloud.freshId()).status())
                    .isEqualTo(201);
        }

        assertThat(identifiers(member, "externalId", Cloud.freshId()).code()).isEqualTo("too-many-identifiers");
        assertThat(web.member(member).list("identifiers").getLast()).containsEntry("source", "web");
    }

    @Test
    void oneIdentifierForTwoMembersAtOnceIsOnes() {
        List<String> members =
                IntStream.range(0, 4).mapToObj(any -> web.enrol()).toList();
        String card = freshCard();

        List<Answer> answers = members.parallelStream()
                .map(one -> identifiers(one, "cardNumber", card))
                .toList();

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code().equals("identifier-taken")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"phone\", \"value\": \"12\"}",
                "{\"type\": \"twitter\", \"value\": \"x\"}",
                "{\"type\": \"email\"}",
                "{\"value\": \"x\"}",
                "{\"type\": \"cardNumber\", \"value\": \"abc def\"}",
                "{\"type\": \"email\", \"value\": \"a@b\", \"more\": 1}",
            })
    void whatIsNoIdentifierIsRefused(String body) {
        assertThat(web.post("/v1/members/" + member + "/identifiers", body).status())
                .isEqualTo(400);
    }

    @Test
    void anUnknownIdentifierIsNotBlocked() {
        assertThat(onIdentifier(member, "phone", "nothing", "block").code()).isEqualTo("identifier-not-found");
        assertThat(onIdentifier(member, "fax", "nothing", "block").code()).isEqualTo("identifier-not-found");
        assertThat(onIdentifier("m-nobody", "phone", "nothing", "block").code()).isEqualTo("member-not-found");
    }

    // Export

    @Test
    void anExportHasEverythingInPages() {
        patch("{\"name\": \"Robin\", \"consents\": {\"news\": true}}");
        web.post("/v1/adjustments", """
                {"adjustmentId": "%s", "member": {"memberId": "%s"}, "points": 5, "reasonCode": "x", "note": "called twice"}""".formatted(Cloud.freshId(), member));
        for (int i = 0; i < 120; i++) {
            web.buy(Cloud.freshId(), member, 100);
        }
        web.entries(member, 122);

        Answer first = export("");
        List<Map<String, Object>> entries = new ArrayList<>(first.list("entries"));
        Answer page = first;
        while (page.body().containsKey("nextCursor")) {
            page = export("?cursor=" + page.at("nextCursor"));
            entries.addAll(page.list("entries"));
        }

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.at("member.name")).isEqualTo("Robin");
        assertThat(first.at("member.identifiers")).isNotNull();
        assertThat(first.number("account.entries")).isEqualTo(122);
        assertThat(page.body()).doesNotContainKey("member");
        assertThat(entries.stream().map(entry -> ((Number) entry.get("seq")).intValue()))
                .isEqualTo(IntStream.rangeClosed(1, 122).boxed().toList());
        assertThat(entries.get(1)).containsEntry("note", "called twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MA", "LTE", "MTIz%3D", ""})
    void aCursorThatNoAnswerGaveIsRefused(String cursor) {
        assertThat(export("?cursor=" + cursor).status()).isEqualTo(400);
    }

    // Erasure

    @Test
    void anErasedMemberIsNobodyAndWhatFollowsMovesNothing() {
        String phone = freshPhone();
        identifiers(member, "phone", phone);
        String enrolment = Cloud.freshId();
        String enrolled =
                String.valueOf(web.post("/v1/members", enrolment(enrolment)).at("memberId"));
        web.adjust(Cloud.freshId(), enrolled, 500);
        String purchase = Cloud.freshId();
        String pending = Cloud.freshId();
        String redemption = Cloud.freshId();
        String hold = Cloud.freshId();
        Answer bought = web.buy(purchase, enrolled, 10_000);
        web.buy(pending, enrolled, 5_000, "\"activateOn\": \"pickup\"");
        Answer redeemed = web.redeem(redemption, enrolled, 200);
        web.hold(hold, enrolled, 100, "PT1H");
        assertThat(identifiers(enrolled, "email", enrolled + "@example.com").status())
                .isEqualTo(201);
        Answer before = CLOUD.booksThatCountEverything();

        assertThat(erase(enrolled).status()).isEqualTo(204);
        assertThat(erase(enrolled).text()).isEmpty();
        assertThat(erase(enrolled).status()).isEqualTo(204);

        assertThat(web.member(enrolled).code()).isEqualTo("member-not-found");
        assertThat(CLOUD.get(web.key(), "/v1/members/" + enrolled + "/entries").code())
                .isEqualTo("member-not-found");
        assertThat(CLOUD.get(web.key(), "/v1/members/" + enrolled + "/export").code())
                .isEqualTo("member-not-found");
        assertThat(lookup("email", enrolled + "@example.com").code()).isEqualTo("member-not-found");
        assertThat(web.buy(Cloud.freshId(), enrolled, 100).code()).isEqualTo("member-not-found");
        assertThat(web.redeem(Cloud.freshId(), enrolled, 100).code()).isEqualTo("member-not-found");
        assertThat(web.adjust(Cloud.freshId(), enrolled, 100).code()).isEqualTo("member-not-found");
        assertThat(web.quote(enrolled, 100, "").code()).isEqualTo("member-not-found");
        assertThat(send("PATCH", enrolled, "{}").code()).isEqualTo("member-not-found");
        assertThat(identifiers(enrolled, "phone", freshPhone()).code()).isEqualTo("member-not-found");

        Answer refund = web.refund(Cloud.freshId(), "web:" + purchase, 5_000);
        assertThat(refund.status()).as(refund.text()).isEqualTo(201);
        assertThat(refund.body()).containsEntry("clawedBack", 0).containsEntry("restored", 0);
        assertThat(web.redemption(hold, "capture", "{}").code()).isEqualTo("member-erased");
        assertThat(web.redemption(hold, "release", "{}").code()).isEqualTo("member-erased");
        assertThat(web.redemption(hold, "extend", "{\"expiresIn\": \"PT2H\"}").code())
                .isEqualTo("member-erased");
        assertThat(web.redemption(redemption, "void", "{}").code()).isEqualTo("member-erased");
        assertThat(web.redemption(redemption, "reversals", "{\"reversalId\": \"r1\"}")
                        .code())
                .isEqualTo("member-erased");
        assertThat(web.purchase(pending, "activations", "{\"activationId\": \"a1\"}")
                        .code())
                .isEqualTo("member-erased");
        assertThat(web.redemption(hold).at("status")).isEqualTo("released");
        assertThat(web.purchase(pending).at("status")).isEqualTo("active");
        assertThat(web.purchase(pending, "void", "{}").at("status")).isEqualTo("voided");

        assertThat(web.buy(purchase, enrolled, 10_000).body()).isEqualTo(bought.body());
        assertThat(web.redeem(redemption, enrolled, 200).body()).isEqualTo(redeemed.body());
        Answer again = web.post("/v1/members", enrolment(enrolment));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.body()).containsEntry("memberId", enrolled).doesNotContainKeys("name", "cardNumber");

        assertThat(identifiers(member, "email", enrolled + "@example.com").status())
                .as("free at once")
                .isEqualTo(201);
        Answer after = CLOUD.booksThatCountEverything();
        assertThat(after.number("forfeited") - before.number("forfeited")).isGreaterThanOrEqualTo(450);
        Answer audit = CLOUD.invoke("AuditLedgerFunction", "{}");
        assertThat(audit.text()).doesNotContain(enrolled);
        Answer rebuild = CLOUD.invoke("RebuildAccountsFunction", "{}");
        assertThat(rebuild.body()).as(rebuild.text()).containsEntry("rebuilt", 0);
    }

    @Test
    void nobodyIsErasedWhoNeverWas() {
        assertThat(erase("m-aaaaaaaaaaaaaaaaaaaaaaaa").code()).isEqualTo("member-not-found");
        assertThat(erase("m-nobody").code()).isEqualTo("member-not-found");
    }

    @Test
    void erasingAndExportingNeedAScopeOfTheirOwn() {
        String key = CLOUD.key("web", Set.of("members"));

        assertThat(CLOUD.send("DELETE", "/v1/members/" + member, Map.of("Authorization", "Bearer " + key), "")
                        .status())
                .isEqualTo(403);
        assertThat(CLOUD.get(key, "/v1/members/" + member + "/export").status()).isEqualTo(403);
    }

    private Answer patch(String body) {
        return send("PATCH", member, body);
    }

    private Answer enrol(String more) {
        return web.post("/v1/members", more.replace("{", "{\"enrolmentId\": \"" + Cloud.freshId() + "\", "));
    }

    private Answer erase(String one) {
        return send("DELETE", one, "");
    }

    private Answer export(String query) {
        return CLOUD.get(web.key(), "/v1/members/" + member + "/export" + query);
    }

    private Answer send(String method, String path, String body) {
        return CLOUD.send(method, "/v1/members/" + path, Map.of("Authorization", "Bearer " + web.key()), body);
    }

    private Answer identifiers(String one, String type, String value) {
        return web.post(
                "/v1/members/" + one + "/identifiers", "{\"type\": \"%s\", \"value\": \"%s\"}".formatted(type, value));
    }

    private Answer remove(String one, String type, String id) {
        return send("DELETE", one + "/identifiers/" + type + "/" + id, "");
    }

    private Answer onIdentifier(String one, String type, String id, String what) {
        return web.post("/v1/members/" + one + "/identifiers/" + type + "/" + id + "/" + what, "{}");
    }

    private Answer lookup(String name, String value) {
        return store.post("/v1/members/lookup", "{\"member\": {\"%s\": \"%s\"}}".formatted(name, value));
    }

    private Answer buyByCard(String id, String card) {
        return web.post("/v1/purchases", """
                {"purchaseId": "%s", "member": {"cardNumber": "%s"}, "total": {"amount": 1000, "currency": "EUR"},
                 "occurredAt": "%s"}""".formatted(id, card, web.happenedAt()));
    }

    /** The first of that type. */
    private String idOf(String one, String type) {
        return web.member(one).list("identifiers").stream()
                .filter(known -> type.equals(known.get("type")))
                .map(known -> String.valueOf(known.get("identifierId")))
                .findFirst()
                .orElseThrow();
    }

    private static String enrolment(String id) {
        return "{\"enrolmentId\": \"%s\", \"name\": \"Robin Roe\"}".formatted(id);
    }

    private static String consents(String prefix) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            names.append(i == 0 ? "" : ", ")
                    .append('"')
                    .append(prefix)
                    .append(i)
                    .append("\": true");
        }
        return "{\"consents\": {" + names + "}}";
    }

    private static String freshPhone() {
        return "+4930" + ThreadLocalRandom.current().nextLong(10_000_000, 99_999_999);
    }

    private static String freshCard() {
        return "8" + ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 999_999_999_999_999L);
    }
}
