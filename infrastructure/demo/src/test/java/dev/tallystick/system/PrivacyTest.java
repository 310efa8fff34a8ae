package dev.tallystick.system;

import static dev.tallystick.system.Phone.cookie;
import static dev.tallystick.system.Phone.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/**
 * Personal data that nobody else has goes into a cloud of its own through every call that takes any; then every log line, every
 * table, every queue and every address is searched for it in all forms, and after the erasures nothing is found at all.
 */
@OwnCloud
class PrivacyTest {

    private static final String NAME = "Zephyrine Quoxwell";
    private static final String PHONE = "+493055501987";
    private static final String EMAIL = "zephyrine.quoxwell@example.org";
    private static final String CARD = "7731904488215566";
    private static final String LOST_CARD = "7731904488219999";
    private static final String EXTERNAL = "crm-zq-90417";
    private static final String BIRTHDAY = "1971-03-29";
    private static final String NOTE = "She called about her lost umbrella";
    private static final String TILL_NAME = "Ottokar Wimpelgrund";
    private static final String TILL_PHONE = "+493055504711";
    private static final String TILL_EMAIL = "ottokar.wimpelgrund@example.org";

    private final Path data = Cloud.dataDirectory();
    private final Cloud cloud = Cloud.start(data);
    private final String key = cloud.key("web");
    private final String happenedAt = cloud.shop("web").happenedAt().toString();
    private final PersonalData personal = new PersonalData();
    private final List<String> urls = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    /** What was in the queues after each call; what was taken from them stays in their files for a while. */
    private final StringBuilder queued = new StringBuilder();

    PrivacyTest() {
        personal.add(NAME, PHONE, EMAIL, CARD, LOST_CARD, EXTERNAL, BIRTHDAY, NOTE, TILL_NAME, TILL_PHONE, TILL_EMAIL);
        personal.add("Zephyrine", "Quoxwell", "Wimpelgrund", "umbrella");
        personal.add("030 555 01987", "03055501987", "+49 30 55501987", "030 555 04711");
    }

    @AfterEach
    void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void whatIsPersonalIsInTheProfileAndNowhereElseAndAfterAnErasureNowhere() {
        String member = aMemberDoesEverything();
        String fromTheTill = aTillEnrols();
        whatIsWrongIsTold();
        cloud.booksThatCountEverything();

        assertThat(queued.toString().contains("enrolment/web:e-1/0000"))
                .as("messages were seen")
                .isTrue();
        String profiles = members(PrivacyTest::isProfileOrNote);
        assertThat(personal.foundIn(profiles))
                .as("the search finds")
                .contains(NAME, PHONE, EMAIL, CARD, LOST_CARD, EXTERNAL, BIRTHDAY, NOTE, TILL_NAME, TILL_EMAIL);
        String others = members(item -> !isProfileOrNote(item));
        assertThat(others).contains(member, fromTheTill, "ID#phone", "DEVICES", "WAITING#", "BATCH#", "ROWS#");
        nothingIsIn(others);
        nothingIsInWhatIsNeverErased(member);

        assertThat(send("DELETE", "/v1/members/" + member, "").status()).isEqualTo(204);
        assertThat(send("DELETE", "/v1/members/" + fromTheTill, "").status()).isEqualTo(204);

        nothingPersonalIsLeft(member);
        List<Answer> after = whatIsAskedAfterwards(member, fromTheTill);
        nothingPersonalIsLeft(member);
        after.forEach(answer -> nothingIsIn(answer.text()));

        String again = thePhoneComesBackInABatch();
        assertThat(personal.foundIn(members(item -> true))).contains(PHONE);
        assertThat(send("DELETE", "/v1/members/" + again, "").status()).isEqualTo(204);
        nothingPersonalIsLeft(member);
    }

    /** Everything that a member with all identifiers can do and that can be done to one. */
    private String aMemberDoesEverything() {
        Answer enrolled = done(201, send("POST", "/v1/members", """
                {"enrolmentId": "e-1", "name": "%s", "phone": "030 555 01987", "email": "%s", "locale": "de"}""".formatted(NAME, EMAIL.toUpperCase(Locale.ROOT))));
        String member = String.valueOf(enrolled.at("memberId"));
        personal.add(String.valueOf(enrolled.at("cardNumber")));
        String path = "/v1/members/" + member;
        done(200, send("PATCH", path, "{\"birthday\": \"%s\", \"consents\": {\"news\": true}}".formatted(BIRTHDAY)));
        done(201, identifier(path, "cardNumber", CARD));
        done(201, identifier(path, "externalId", EXTERNAL));
        Answer lost = done(201, identifier(path, "cardNumber", LOST_CARD));
        done(200, send("POST", path + "/identifiers/cardNumber/" + lost.at("identifierId") + "/block", "{}"));
        done(200, send("GET", path, ""));
        done(200, send("POST", "/v1/members/lookup", "{%s}".formatted(named("email", EMAIL))));
        done(201, send("POST", "/v1/adjustments", """
                {"adjustmentId": "a-1", %s, "points": 2000, "reasonCode": "goodwill", "note": "%s"}""".formatted(named("cardNumber", CARD), NOTE)));
        done(200, send("POST", "/v1/quotes", "{%s, %s}".formatted(named("externalId", EXTERNAL), total(1_000))));
        done(201, purchase("p-1", named("phone", "030 555 01987"), ", \"operator\": \"staff-17\""));
        done(201, purchase("p-2", named("phone", PHONE), ", \"activateOn\": \"pickup\""));
        done(200, send("POST", "/v1/purchases/p-2/activations", "{\"activationId\": \"c-1\"}"));
        done(201, redemption("r-1", named("phone", PHONE), ""));
        done(201, send("POST", "/v1/redemptions/r-1/reversals", "{\"reversalId\": \"b-1\", \"points\": 50}"));
        done(201, redemption("h-1", named("email", EMAIL), ", \"hold\": {\"expiresIn\": \"PT15M\"}"));
        done(200, send("POST", "/v1/redemptions/h-1/extend", "{\"expiresIn\": \"PT1H\"}"));
        done(200, send("POST", "/v1/redemptions/h-1/capture", "{}"));
        done(201, redemption("h-2", named("email", EMAIL), ", \"hold\": {\"expiresIn\": \"PT15M\"}"));
        done(201, refund("f-1", "web:p-1", ""));
        done(202, refund("f-2", "web:p-to-come", ", \"waitForPurchase\": true"));
        done(200, send("GET", path + "/entries", ""));
        theWalletIsOpen(member);
        Answer exported = done(200, send("GET", path + "/export", ""));
        assertThat(personal.foundIn(exported.text())).contains(NAME, PHONE, EMAIL, CARD, EXTERNAL, BIRTHDAY, NOTE);
        assertThat(((Map<?, ?>) exported.at("devices"))).hasSize(2);
        tokens.forEach(token -> assertThat(exported.text()).doesNotContain(token));
        return member;
    }

    /** A link that stays, a session that goes on, member codes and a presence. */
    private void theWalletIsOpen(String member) {
        Phone phone = new Phone(cloud);
        String link = phone.link(member);
        Answer begun = done(201, phone.begin(phone.link(member)));
        Answer next = done(201, phone.go(cookie(begun)));
        done(200, phone.wallet(link));
        done(200, phone.wallet(token(next)));
        done(200, cloud.get(token(next), "/v1/wallet/entries"));
        done(200, cloud.get(token(next), "/v1/wallet/sessions"));
        String code = phone.code(member, 0);
        Answer found = done(200, send("POST", "/v1/members/lookup", "{%s}".formatted(named("memberCode", code))));
        String presence = String.valueOf(found.at("presence"));
        done(201, purchase("p-3", named("presence", presence), ""));
        done(201, redemption("r-2", named("memberCode", code), ""));
        tokens.addAll(List.of(link, token(begun), cookie(begun), token(next), cookie(next), presence));
    }

    /** A till comes back with a member that it enrolled, and with one who is known. */
    private String aTillEnrols() {
        Answer batch = batch(
                "b-1",
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-t\", \"name\": \"%s\", \"phone\": \"%s\", \"email\": \"%s\"}"
                        .formatted(TILL_NAME, TILL_PHONE, TILL_EMAIL),
                "{\"type\": \"purchase\", \"purchaseId\": \"p-t\", %s, %s, \"occurredAt\": \"%s\"}"
                        .formatted(named("phone", "030 555 04711"), total(5_000), happenedAt),
                "{\"type\": \"redemption\", \"redemptionId\": \"r-t\", %s, \"points\": 100}"
                        .formatted(named("email", EMAIL)),
                "{\"type\": \"refund\", \"refundId\": \"f-t\", \"purchase\": \"web:p-never\", %s, \"occurredAt\": \"%s\"}"
                        .formatted(total(5_000), happenedAt),
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-u\", \"name\": \"%s\", \"phone\": \"%s\"}"
                        .formatted(NAME, PHONE),
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-v\", \"name\": 7, \"phone\": \"x%s\", \"email\": \"%s@\"}"
                        .formatted(PHONE, EMAIL),
                "{\"type\": \"redemption\", \"redemptionId\": \"r-u\", %s, \"points\": 100}"
                        .formatted(named("cardNumber", LOST_CARD)));
        assertThat(batch.list("results").stream().map(row -> row.get("status")))
                .as(batch.text())
                .containsExactly("accepted", "accepted", "accepted", "waiting", "refused", "refused", "refused");
        nothingIsIn(batch.text());
        String member = String.valueOf(batch.list("results").getFirst().get("memberId"));
        personal.add(String.valueOf(send("GET", "/v1/members/" + member, "").at("cardNumber")));
        return member;
    }

    /** What is wrong with personal data in it is told without it, also where it does not belong. */
    private void whatIsWrongIsTold() {
        List<Answer> wrong = List.of(
                send("POST", "/v1/members", "{\"enrolmentId\": \"e-2\", \"phone\": \"%s\"}".formatted(PHONE)),
                send("POST", "/v1/members", "{\"enrolmentId\": \"e-3\", \"email\": \"%s@\"}".formatted(EMAIL)),
                send(
                        "POST",
                        "/v1/members",
                        "{\"enrolmentId\": \"e-4\", \"name\": \"%s\", \"name\": 1}".formatted(NAME)),
                send("POST", "/v1/members", "{\"enrolmentId\": \"%s\"}".formatted(NAME)),
                redemption("r-9", named("phone", PHONE), ", \"operator\": \"%s\"".formatted(EMAIL)),
                redemption("r-9", named("cardNumber", LOST_CARD), ""),
                redemption("r-9", "\"member\": {\"phone\": \"%s\", \"email\": \"%s\"}".formatted(PHONE, EMAIL), ""),
                send("POST", "/v1/members/lookup", "{\"member\": {\"email\": \"%s".formatted(EMAIL)),
                send("POST", "/v1/members/lookup", "{%s}".formatted(named("phone", PHONE + "0000000000"))),
                send("PATCH", "/v1/members/m-nobody", "{\"name\": \"%s\"}".formatted(NAME)));
        assertThat(wrong)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isBetween(400, 499));
        wrong.forEach(answer -> nothingIsIn(answer.text()));
        // Callers who put it into addresses and headers nevertheless: it is not kept.
        Map<String, String> telling =
                Map.of("Authorization", "Bearer " + key, "X-Correlation-Id", EMAIL, "User-Agent", NAME);
        for (String path : List.of(
                "/v1/members/" + EMAIL,
                "/v1/members/%2B493055501987/entries",
                "/v1/members/m-nobody/entries?cursor=" + EMAIL,
                "/v1/members/lookup?email=" + EMAIL,
                "/v1/purchases/" + EMAIL,
                "/v1/nothing/" + EMAIL)) {
            assertThat(cloud.send("GET", path, telling, "").status()).as(path).isBetween(400, 499);
        }
    }

    /** Who repeats and asks gets answers, and none of them brings anything back. */
    private List<Answer> whatIsAskedAfterwards(String member, String fromTheTill) {
        Phone phone = new Phone(cloud);
        Answer enrolled = send("POST", "/v1/members", """
                {"enrolmentId": "e-1", "name": "%s", "phone": "030 555 01987", "email": "%s", "locale": "de"}""".formatted(NAME, EMAIL.toUpperCase(Locale.ROOT)));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(200);
        assertThat(enrolled.body()).doesNotContainKeys("name", "cardNumber");
        for (String token : tokens) {
            assertThat(phone.wallet(token).status()).isEqualTo(401);
            assertThat(phone.begin(token).status()).isEqualTo(401);
            assertThat(phone.go(token).status()).isEqualTo(401);
        }
        assertThat(phone.createLink(member, "{}").code()).isEqualTo("member-not-found");
        assertThat(purchase("p-4", named("presence", tokens.getLast()), "").code())
                .isEqualTo("member-not-found");
        // The waiting refund finds a purchase of nobody's; the other purchase came before.
        assertThat(purchase("p-to-come", named("memberId", member), "").code()).isEqualTo("member-not-found");
        Answer replayed = batch(
                "b-2",
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-t\", \"name\": \"%s\", \"phone\": \"%s\", \"email\": \"%s\"}"
                        .formatted(TILL_NAME, TILL_PHONE, TILL_EMAIL),
                "{\"type\": \"redemption\", \"redemptionId\": \"r-t2\", %s, \"points\": 100}"
                        .formatted(named("email", EMAIL)));
        assertThat(replayed.list("results").getFirst())
                .containsEntry("status", "replayed")
                .containsEntry("memberId", fromTheTill);
        assertThat(replayed.list("results").getLast()).containsEntry("status", "refused");
        List<Answer> answers = new ArrayList<>(List.of(
                enrolled,
                replayed,
                send("GET", "/v1/batches/b-1", ""),
                send("GET", "/v1/purchases/p-1", ""),
                send("GET", "/v1/redemptions/h-2", ""),
                refund("f-3", "web:p-1", ""),
                send("POST", "/v1/redemptions/h-2/capture", "{}")));
        for (String of : List.of(member, fromTheTill)) {
            for (String path : List.of("", "/entries", "/export")) {
                Answer gone = send("GET", "/v1/members/" + of + path, "");
                assertThat(gone.code()).isEqualTo("member-not-found");
                answers.add(gone);
            }
        }
        return answers;
    }

    /** A till that was offline enrols the same phone again, whose new member is somebody else. */
    private String thePhoneComesBackInABatch() {
        Answer batch = batch(
                "b-3",
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-w\", \"phone\": \"%s\"}".formatted(PHONE),
                "{\"type\": \"purchase\", \"purchaseId\": \"p-w\", %s, %s, \"occurredAt\": \"%s\"}"
                        .formatted(named("phone", PHONE), total(5_000), happenedAt));
        assertThat(batch.list("results").stream().map(row -> row.get("status")))
                .as(batch.text())
                .containsOnly("accepted");
        return String.valueOf(batch.list("results").getFirst().get("memberId"));
    }

    private void nothingIsInWhatIsNeverErased(String member) {
        cloud.booksThatCountEverything();
        String ledger = dump("tallystick-prod-ledger", item -> true);
        String insights = dump("tallystick-prod-insights", item -> true);
        assertThat(ledger).contains(member);
        assertThat(insights).contains("TRIAL_BALANCE");
        assertThat(logs()).contains("POST /v1/purchases", "POST /v1/batches", "GET /v1/wallet");
        nothingIsIn(ledger);
        nothingIsIn(insights);
        nothingIsIn(events(member));
        nothingIsIn(logs());
        nothingIsIn(queued.append(queues()).toString());
        nothingIsIn(String.join(" ", urls));
        tokens.forEach(token -> nothingIsIn(PersonalData.decoded(token)));
        for (String queue : List.of("batches.fifo", "batches-dead-letters.fifo", "insights.fifo", "feed.fifo")) {
            Cloud.eventually(() -> cloud.depth("tallystick-prod-" + queue), depth -> depth == 0);
        }
    }

    /** The feed, once it has every entry: in the table it is compressed. */
    private String events(String member) {
        List<Map<String, Object>> all =
                Cloud.eventually(() -> cloud.feed(500), found -> found.size() == cloud.entries());
        String text = json(all);
        assertThat(text).contains(member);
        return text;
    }

    private void nothingPersonalIsLeft(String member) {
        String left = members(item -> true);
        nothingIsIn(left);
        assertThat(left).contains(member).doesNotContain("ID#", "DEVICES", "PROFILE");
        nothingIsInWhatIsNeverErased(member);
    }

    private void nothingIsIn(String text) {
        assertThat(personal.foundIn(text))
                .as(() -> "in " + personal.around(text))
                .isEmpty();
    }

    private Answer done(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private Answer send(String method, String path, String body) {
        urls.add(path);
        Answer answer = cloud.send(method, path, Map.of("Authorization", "Bearer " + key), body);
        queued.append(queues());
        return answer;
    }

    private Answer identifier(String member, String type, String value) {
        return send("POST", member + "/identifiers", "{\"type\": \"%s\", \"value\": \"%s\"}".formatted(type, value));
    }

    private Answer purchase(String id, String member, String more) {
        return send(
                "POST",
                "/v1/purchases",
                "{\"purchaseId\": \"%s\", %s, %s, \"occurredAt\": \"%s\"%s}"
                        .formatted(id, member, total(10_000), happenedAt, more));
    }

    private Answer redemption(String id, String member, String more) {
        return send(
                "POST",
                "/v1/redemptions",
                "{\"redemptionId\": \"%s\", %s, \"points\": 200%s}".formatted(id, member, more));
    }

    private Answer refund(String id, String purchase, String more) {
        return send(
                "POST",
                "/v1/refunds",
                "{\"refundId\": \"%s\", \"purchase\": \"%s\", %s, \"occurredAt\": \"%s\"%s}"
                        .formatted(id, purchase, total(500), happenedAt, more));
    }

    /** A batch, once every row that does not wait has come to something. */
    private Answer batch(String id, String... rows) {
        Answer accepted = done(
                202,
                send(
                        "POST",
                        "/v1/batches",
                        "{\"batchId\": \"%s\", \"operations\": [%s]}".formatted(id, String.join(", ", rows))));
        return Cloud.eventually(
                () -> send("GET", String.valueOf(accepted.at("statusUrl")), ""),
                found -> found.list("results").stream().noneMatch(row -> "pending".equals(row.get("status"))));
    }

    private static String named(String name, String value) {
        return "\"member\": {\"%s\": \"%s\"}".formatted(name, value);
    }

    private static String total(long cents) {
        return "\"total\": {\"amount\": %d, \"currency\": \"EUR\"}".formatted(cents);
    }

    private static boolean isProfileOrNote(Map<?, ?> item) {
        return String.valueOf(((Map<?, ?>) item.get("sk")).get("S")).startsWith("PROFILE");
    }

    private String members(Predicate<Map<?, ?>> which) {
        return dump("tallystick-prod-members", which);
    }

    /** Items of a table as DynamoDB has them, its binary attributes in base 64. */
    private String dump(String table, Predicate<Map<?, ?>> which) {
        StringBuilder items = new StringBuilder();
        Map<String, Object> scan = new HashMap<>(Map.of("TableName", table, "ConsistentRead", true));
        while (true) {
            Answer page = cloud.dynamodb("Scan", json(scan));
            page.list("Items").stream()
                    .filter(which)
                    .forEach(item -> items.append(json(item)).append('\n'));
            if (!page.body().containsKey("LastEvaluatedKey")) {
                return items.toString();
            }
            scan.put("ExclusiveStartKey", page.body().get("LastEvaluatedKey"));
        }
    }

    /** Every line that the cloud and its functions have written, metrics too. */
    private String logs() {
        return files(path -> path.toString().endsWith(".log"));
    }

    /** What the queues keep on disk. */
    private String queues() {
        return files(path -> path.toString().contains("/sqs/"));
    }

    private String files(Predicate<Path> which) {
        try (Stream<Path> all = Files.walk(data)) {
            StringBuilder text = new StringBuilder();
            for (Path path : all.filter(Files::isRegularFile).filter(which).toList()) {
                text.append(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        return JSON.std.asString(value);
    }
}
