package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One customer, two channels, one balance: over HTTP, through the stream and the queue, into the figures. */
class JourneyTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    private final String web = CLOUD.key("web");
    private final String store = CLOUD.key("store-1");
    private final String email = Cloud.freshId() + "@example.com";
    private final String phone = "+4930" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

    @Test
    void anOnlineOrderAndAPurchaseInTheStoreReachTheSameBalanceAndAreSpentAtTheTill() {
        Answer enrolled = enrol();
        String member = String.valueOf(enrolled.at("memberId"));
        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(String.valueOf(enrolled.at("cardNumber"))).matches("9[0-9]{15}");
        assertThat(enrolled.at("tier")).isEqualTo(Map.of("id", "bronze", "name", "Bronze", "points", 0));

        Answer order = purchase(web, "email", email, Cloud.freshId(), 4_250);
        Answer receipt = purchase(store, "phone", phone, Cloud.freshId(), 8_000);

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.at("memberId")).isEqualTo(member);
        assertThat(order.at("earned"))
                .isEqualTo(Map.of(
                        "points", 42, "status", "active", "breakdown", List.of(Map.of("rule", "base", "points", 42))));
        assertThat(receipt.at("balance"))
                .isEqualTo(Map.of(
                        "available", 122,
                        "held", 0,
                        "pending", 0,
                        "debt", 0,
                        "value", Map.of("amount", 122, "currency", "EUR")));

        Answer redeemed = CLOUD.post(
                store,
                "/v1/redemptions",
                "{\"redemptionId\": \"%s\", \"member\": {\"cardNumber\": \"%s\"}, \"points\": 100, \"operator\": \"c-7\"}"
                        .formatted(Cloud.freshId(), enrolled.at("cardNumber")));
        assertThat(redeemed.status()).isEqualTo(201);
        assertThat(redeemed.at("status")).isEqualTo("redeemed");
        assertThat(redeemed.at("value")).isEqualTo(Map.of("amount", 100, "currency", "EUR"));
        assertThat(redeemed.number("balance.available")).isEqualTo(22);

        theStatementSaysWhy(member, redeemed);
    }

    private void theStatementSaysWhy(String member, Answer redeemed) {
        List<Map<String, Object>> entries = eventually(
                () -> CLOUD.get(store, "/v1/members/" + member + "/entries").list("entries"),
                found -> found.size() == 4);

        assertThat(entries.stream().map(entry -> entry.get("seq"))).containsExactly(4, 3, 2, 1);
        assertThat(entries.stream().map(entry -> entry.get("kind")))
                .containsExactly("redeemed", "earned", "earned", "enrolled");
        assertThat(entries.stream().map(entry -> entry.get("channel")))
                .containsExactly("in_store", "in_store", "online", "online");
        assertThat(entries.getFirst())
                .containsEntry("postings", Map.of("available", -100, "redeemed", 100))
                .containsEntry("points", -100)
                .containsEntry("operator", "c-7")
                .containsEntry("balanceAfter", Map.of("available", 22, "held", 0, "pending", 0, "debt", 0))
                .containsEntry("operation", Map.of("type", "redemption", "id", redeemed.at("id"), "step", 0));
        assertThat(String.valueOf(entries.getFirst().get("lots"))).contains("online=-34", "inStore=-66");
        assertThat(entries.get(1)).containsEntry("total", Map.of("amount", 8_000, "currency", "EUR"));
        assertThat(entries.getLast()).containsEntry("postings", Map.of());

        Answer firstPage = CLOUD.get(store, "/v1/members/" + member + "/entries?limit=3");
        Answer secondPage =
                CLOUD.get(store, "/v1/members/" + member + "/entries?limit=3&cursor=" + firstPage.at("nextCursor"));
        assertThat(firstPage.list("entries")).hasSize(3);
        assertThat(secondPage.list("entries").stream().map(entry -> entry.get("seq")))
                .containsExactly(1);
        assertThat(secondPage.at("nextCursor")).isNull();
    }

    @Test
    void whoeverIsEnrolledIsFoundByEveryIdentifier() {
        Answer enrolled = enrol();
        String member = String.valueOf(enrolled.at("memberId"));

        for (String name : List.of(
                "{\"phone\": \"" + phone + "\"}",
                "{\"phone\": \"" + phone.replace("+49", "0") + "\"}",
                "{\"email\": \" " + email.toUpperCase(Locale.ROOT) + "\"}",
                "{\"cardNumber\": \"" + enrolled.at("cardNumber") + "\"}",
                "{\"externalId\": \"" + email.hashCode() + "\"}",
                "{\"memberId\": \"" + member + "\"}")) {
            Answer found = CLOUD.post(web, "/v1/members/lookup", "{\"member\": " + name + "}");
            assertThat(found.status()).as(name).isEqualTo(200);
            assertThat(found.body()).isEqualTo(enrolled.body());
        }
        Answer whole = CLOUD.get(store, "/v1/members/" + member);
        assertThat(whole.body()).containsAllEntriesOf(enrolled.body());
        assertThat(whole.list("identifiers").stream().map(known -> known.get("type")))
                .containsExactly("cardNumber", "phone", "email", "externalId");
        assertThat(CLOUD.post(
                                store,
                                "/v1/members/lookup",
                                "{\"member\": {\"externalId\": \"" + email.hashCode() + "\"}}")
                        .code())
                .as("an external id belongs to its source")
                .isEqualTo("member-not-found");
    }

    @Test
    void everyWriteThatComesTwiceIsAnsweredWithTheFirstOutcome() {
        String enrolmentId = Cloud.freshId();
        Answer enrolled = enrol(enrolmentId);
        String order = Cloud.freshId();
        Answer first = purchase(web, "email", email, order, 10_000);
        long entries = CLOUD.entries();

        Answer again = purchase(web, "phone", phone.replace("+49", "0049"), order, 10_000);
        Answer enrolledAgain = enrol(enrolmentId);
        Answer other = purchase(web, "email", email, order, 10_001);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.replayed()).isFalse();
        assertThat(enrolledAgain.status()).isEqualTo(200);
        assertThat(enrolledAgain.body()).isEqualTo(enrolled.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(other.number("first.total.amount")).isEqualTo(10_000);
        assertThat(CLOUD.entries()).isEqualTo(entries);
    }

    @Test
    void sameMeansSameHoweverItIsWritten() {
        enrol();
        String order = Cloud.freshId();
        String plain = """
                {"purchaseId": "%s", "member": {"email": "%s"}, "total": {"amount": 300, "currency": "EUR"},
                 "lines": [{"sku": "a", "quantity": 1.5, "amount": {"amount": 300, "currency": "EUR"}}],
                 "occurredAt": "2026-11-20T10:00:00Z"}""".formatted(order, email);
        String otherwise = """
                {"occurredAt": "2026-11-20T11:00:00.000+01:00", "charges": [], "operator": null,
                 "lines": [{"quantity": 1.500, "amount": {"currency": "EUR", "amount": 300}, "sku": "\\u0061", "category": null}],
                 "total": {"currency": "EUR", "amount": 300}, "member": {"email": "%2$s"}, "purchaseId": "%1$s"}""".formatted(order, email);

        assertThat(CLOUD.post(web, "/v1/purchases", plain).status()).isEqualTo(201);
        assertThat(CLOUD.post(web, "/v1/purchases", otherwise).status()).isEqualTo(200);
        assertThat(CLOUD.post(web, "/v1/purchases", otherwise.replace("1.500", "1.501"))
                        .code())
                .isEqualTo("operation-id-reused");
    }

    @Test
    void equalReceiptNumbersOfTwoSourcesAreTwoPurchases() {
        enrol();
        String number = Cloud.freshId();

        purchase(web, "email", email, number, 10_000);
        Answer second = purchase(store, "email", email, number, 10_000);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("id")).isEqualTo("store-1:" + number);
        assertThat(second.number("balance.available")).isEqualTo(200);
    }

    @Test
    void everyEntryArrivesInTheInsightFigures() {
        String source = "shop-" + Cloud.freshId().substring(0, 8);
        String key = CLOUD.key(source);
        enrol();
        purchase(web, "email", email, Cloud.freshId(), 10_000);
        purchase(key, "email", email, Cloud.freshId(), 20_000);
        CLOUD.post(
                key,
                "/v1/redemptions",
                "{\"redemptionId\": \"%s\", \"member\": {\"email\": \"%s\"}, \"points\": 150}"
                        .formatted(Cloud.freshId(), email));

        Map<String, Object> today = eventually(
                        () -> rows(key, source),
                        rows -> !rows.isEmpty()
                                && rows.getLast().get("redeemed").equals(150))
                .getLast();
        assertThat(today)
                .containsEntry("redeemedEarnedOnline", 50)
                .containsEntry("redeemedEarnedInStore", 100)
                .containsEntry("value", Map.of("amount", 150, "currency", "EUR"));
        Map<String, Object> bought = rows(key, source).getFirst();
        assertThat(bought)
                .containsEntry("purchases", 1)
                .containsEntry("total", Map.of("amount", 20_000, "currency", "EUR"))
                .containsEntry("earned", 200)
                .containsEntry("firstPurchases", 0)
                .containsEntry("crossedOver", 1);
        theTrialBalanceIsZeroAndCountsEveryEntry();
    }

    private void theTrialBalanceIsZeroAndCountsEveryEntry() {
        Answer balance = CLOUD.booksThatCountEverything();

        assertThat(balance.number("available")).isPositive();
        assertThat(balance.number("issued")).isNegative();
        assertThat(Stream.of(
                                "available",
                                "held",
                                "pending",
                                "debt",
                                "issued",
                                "redeemed",
                                "expired",
                                "adjusted",
                                "forfeited")
                        .mapToLong(balance::number)
                        .sum())
                .isZero();
    }

    @Test
    void theOfficeGivesAndTakesPointsByHandAndTheNoteStaysOutOfTheLedger() {
        String office = CLOUD.key("office");
        String member = String.valueOf(enrol().at("memberId"));
        String id = Cloud.freshId();
        String given = """
                {"adjustmentId": "%s", "member": {"email": "%s"}, "points": 250, "reasonCode": "goodwill",
                 "note": "Called about a broken cup"}""".formatted(id, email);

        Answer first = CLOUD.post(office, "/v1/adjustments", given);
        Answer again = CLOUD.post(office, "/v1/adjustments", given);
        Answer tooMuch = CLOUD.post(
                office, "/v1/adjustments", given.replace(id, Cloud.freshId()).replace(": 250,", ": -251,"));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.body()).containsEntry("id", "office:" + id).containsEntry("points", 250);
        assertThat(first.number("balance.available")).isEqualTo(250);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(tooMuch.code()).isEqualTo("insufficient-points");
        List<Map<String, Object>> entries = eventually(
                () -> CLOUD.get(office, "/v1/members/" + member + "/entries").list("entries"),
                found -> found.size() == 2);
        assertThat(entries.getFirst())
                .containsEntry("kind", "adjusted")
                .containsEntry("reasonCode", "goodwill")
                .containsEntry("postings", Map.of("available", 250, "adjusted", -250));
        assertThat(CLOUD.dynamodb("Scan", "{\"TableName\": \"tallystick-prod-ledger\"}")
                        .text())
                .doesNotContain("broken cup");
    }

    @Test
    void healthIsOpenToAll() {
        Answer health = CLOUD.send("GET", "/health", Map.of(), "");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).containsEntry("status", "ok").containsKey("version");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws InterruptedException {
        var data = Cloud.dataDirectory();
        Cloud before = Cloud.start(data);
        String key = before.key("web");
        String id = Cloud.freshId();
        Answer enrolled = before.post(key, "/v1/members", "{\"enrolmentId\": \"" + id + "\"}");
        before.stop();

        Cloud after = Cloud.start(data);
        try {
            Answer again = after.post(key, "/v1/members", "{\"enrolmentId\": \"" + id + "\"}");
            assertThat(again.status()).as(again.text()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(enrolled.body());
            eventually(() -> after.get(key, "/v1/insights/trial-balance"), balance -> balance.number("entries") == 1);
        } finally {
            after.stop();
        }
    }

    private static List<Map<String, Object>> rows(String key, String source) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return CLOUD.get(
                        key,
                        "/v1/insights/daily?from=%s&to=%s&source=%s"
                                .formatted(today.minusDays(30), today.plusDays(1), source))
                .list("rows");
    }

    private Answer enrol() {
        return enrol(Cloud.freshId());
    }

    private Answer enrol(String enrolmentId) {
        return CLOUD.post(web, "/v1/members", """
                {"enrolmentId": "%s", "name": "Ada", "email": "%s", "phone": "%s", "externalId": "%d"}""".formatted(enrolmentId, email, phone, email.hashCode()));
    }

    private Answer purchase(String key, String name, String value, String id, long cents) {
        return CLOUD.post(key, "/v1/purchases", """
                {"purchaseId": "%s", "member": {"%s": "%s"}, "total": {"amount": %d, "currency": "EUR"},
                 "occurredAt": "%s"}""".formatted(id, name, value, cents, twoDaysAgo));
    }
}
