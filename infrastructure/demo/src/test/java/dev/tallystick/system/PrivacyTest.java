package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.jr.ob.JSON;
import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Personal data that nobody else has goes into a cloud of its own through every call that takes any; then every log line,
 * every table and every queue is searched for it in all forms, and after an erasure nothing is found at all.
 */
class PrivacyTest {

    private static final Path DATA = Cloud.dataDirectory();
    private static final Cloud CLOUD = Cloud.start(DATA);

    private static final String NAME = "Zephyrine Quoxwell";
    private static final String PHONE = "+493055501987";
    private static final String EMAIL = "zephyrine.quoxwell@example.org";
    private static final String CARD = "7731904488215566";
    private static final String EXTERNAL = "crm-zq-90417";
    private static final String BIRTHDAY = "1971-03-29";
    private static final String NOTE = "She called about her lost umbrella";

    /** The data and other spellings of it that a caller may use. */
    private static final List<String> PERSONAL = List.of(
            NAME,
            "Quoxwell",
            PHONE,
            PHONE.substring(1),
            "030 555 01987",
            "03055501987",
            EMAIL,
            EMAIL.toUpperCase(Locale.ROOT),
            CARD,
            EXTERNAL,
            BIRTHDAY,
            NOTE);

    private final Shop web = CLOUD.shop("web");
    private final List<String> urls = new ArrayList<>();

    @AfterAll
    static void stop() throws InterruptedException {
        CLOUD.stop();
    }

    @Test
    void whatIsPersonalIsInTheProfileAndNowhereElseAndAfterAnErasureNowhere() {
        String member = everythingHappens();
        web.entries(member, 7);
        CLOUD.booksThatCountEverything();

        String ledger = dump("tallystick-prod-ledger", item -> true);
        String insights = dump("tallystick-prod-insights", item -> true);
        String profile = dump("tallystick-prod-members", PrivacyTest::isProfileOrNote);
        String others = dump("tallystick-prod-members", item -> !isProfileOrNote(item));

        assertThat(found(profile)).as("the search finds").contains(NAME, PHONE, EMAIL, CARD, EXTERNAL, BIRTHDAY, NOTE);
        assertThat(ledger).contains(member);
        assertThat(insights).contains("TRIAL_BALANCE");
        assertThat(others).contains(member, "ID#phone");
        assertThat(logs()).contains("POST /v1/purchases");
        assertThat(found(ledger)).isEmpty();
        assertThat(found(insights)).isEmpty();
        assertThat(found(others)).isEmpty();
        assertThat(found(logs())).isEmpty();
        assertThat(found(queues())).isEmpty();
        assertThat(found(String.join(" ", urls))).isEmpty();

        assertThat(send("DELETE", "/v1/members/" + member, "").status()).isEqualTo(204);

        assertThat(found(dump("tallystick-prod-members", item -> true))).isEmpty();
        assertThat(dump("tallystick-prod-members", item -> true)).doesNotContain("ID#phone");
        assertThat(found(dump("tallystick-prod-ledger", item -> true))).isEmpty();
        assertThat(found(logs())).isEmpty();
        assertThat(found(queues())).isEmpty();
    }

    @Test
    void theSearchFindsEveryForm() {
        for (String form : forms(EMAIL)) {
            assertThat(found("before " + form + " after")).as(form).contains(EMAIL);
        }
        assertThat(found("nothing of the kind")).isEmpty();
    }

    private String everythingHappens() {
        Answer enrolled = send("POST", "/v1/members", """
                {"enrolmentId": "e-1", "name": "%s", "phone": "030 555 01987", "email": "%s", "locale": "de"}""".formatted(NAME, EMAIL.toUpperCase(Locale.ROOT)));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        String member = String.valueOf(enrolled.at("memberId"));
        String path = "/v1/members/" + member;
        String one = named("phone", PHONE);
        List<Answer> answers = new ArrayList<>(List.of(
                send("PATCH", path, "{\"birthday\": \"%s\", \"consents\": {\"news\": true}}".formatted(BIRTHDAY)),
                send("POST", path + "/identifiers", "{\"type\": \"cardNumber\", \"value\": \"%s\"}".formatted(CARD)),
                send("POST", path + "/identifiers", "{\"type\": \"externalId\", \"value\": \"%s\"}".formatted(EXTERNAL)),
                send("GET", path, ""),
                send("GET", path + "/export", ""),
                send("POST", "/v1/members/lookup", "{%s}".formatted(named("email", EMAIL))),
                send("POST", "/v1/adjustments", """
                        {"adjustmentId": "a-1", %s, "points": 900, "reasonCode": "goodwill", "note": "%s"}""".formatted(named("cardNumber", CARD), NOTE)),
                send("POST", "/v1/quotes", "{%s, %s}".formatted(named("externalId", EXTERNAL), total(1_000))),
                send("POST", "/v1/purchases", """
                        {"purchaseId": "p-1", %s, %s, "occurredAt": "%s", "operator": "staff-17"}""".formatted(named("phone", "030 555 01987"), total(10_000), web.happenedAt())),
                send("POST", "/v1/redemptions", "{\"redemptionId\": \"r-1\", %s, \"points\": 200}".formatted(one)),
                send("POST", "/v1/redemptions", """
                        {"redemptionId": "h-1", %s, "points": 200, "hold": {"expiresIn": "PT15M"}}""".formatted(named("email", EMAIL))),
                send("POST", "/v1/redemptions/h-1/capture", "{}"),
                send("POST", "/v1/refunds", """
                        {"refundId": "f-1", "purchase": "web:p-1", %s, "occurredAt": "%s"}""".formatted(total(500), web.happenedAt())),
                send("GET", path + "/entries", "")));
        assertThat(answers).allMatch(answer -> answer.status() / 100 == 2, "carried out");
        // What is wrong with personal data in it is told without it.
        List<Answer> wrong = List.of(
                send("POST", "/v1/members", "{\"enrolmentId\": \"e-2\", \"phone\": \"%s\"}".formatted(PHONE)),
                send("POST", "/v1/members", "{\"enrolmentId\": \"e-3\", \"%s\": 1, \"email\": \"x\"}".formatted("phon")),
                send("POST", "/v1/redemptions", "{\"redemptionId\": \"r-9\", %s, \"points\": 9999}".formatted(one)),
                send("POST", "/v1/members/lookup", "{\"member\": {\"email\": \"%s".formatted(EMAIL)));
        assertThat(wrong).allMatch(answer -> answer.status() / 100 == 4);
        return member;
    }

    private Answer send(String method, String path, String body) {
        urls.add(path);
        return CLOUD.send(method, path, Map.of("Authorization", "Bearer " + web.key()), body);
    }

    private static String named(String name, String value) {
        return "\"member\": {\"%s\": \"%s\"}".formatted(name, value);
    }

    private static String total(long cents) {
        return "\"total\": {\"amount\": %d, \"currency\": \"EUR\"}".formatted(cents);
    }

    /** What of the personal data a text holds, in whatever form. */
    private static List<String> found(String text) {
        return PERSONAL.stream()
                .filter(value -> forms(value).stream().anyMatch(text::contains))
                .toList();
    }

    private static List<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] hash = sha256(bytes);
        return List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().formatHex(hash),
                HexFormat.of().withUpperCase().formatHex(hash),
                Base64.getEncoder().withoutPadding().encodeToString(hash),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private interface Which {
        boolean is(Map<?, ?> item);
    }

    private static boolean isProfileOrNote(Map<?, ?> item) {
        String sk = String.valueOf(((Map<?, ?>) item.get("sk")).get("S"));
        return sk.equals("PROFILE") || sk.startsWith("NOTE#");
    }

    /** Items of a table as DynamoDB has them. */
    private static String dump(String table, Which which) {
        StringBuilder items = new StringBuilder();
        Map<String, Object> scan = new HashMap<>(Map.of("TableName", table, "ConsistentRead", true));
        while (true) {
            Answer page = CLOUD.dynamodb("Scan", json(scan));
            page.list("Items").stream().filter(which::is).forEach(item -> items.append(json(item))
                    .append('\n'));
            if (!page.body().containsKey("LastEvaluatedKey")) {
                return items.toString();
            }
            scan.put("ExclusiveStartKey", page.body().get("LastEvaluatedKey"));
        }
    }

    /** Every line that the cloud and its functions have written, metrics too. */
    private static String logs() {
        return files(path -> path.toString().endsWith(".log"));
    }

    /** What the queues keep on disk. */
    private static String queues() {
        return files(path -> path.toString().contains("queue") || path.toString().contains("sqs"));
    }

    private static String files(Predicate<Path> which) {
        try (Stream<Path> all = Files.walk(DATA)) {
            StringBuilder text = new StringBuilder();
            for (Path path : all.filter(Files::isRegularFile).filter(which).toList()) {
                text.append(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)).append('\n');
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
