package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks by name, beside those of {@link BadInputTest}, {@link WalletTest}, {@link MemberCodeTest} and {@link SetupTest}: each
 * is refused with its own code, changes nothing and tells nothing.
 */
@OwnCloud
class AttackTest {

    /** Of its own: holds of other tests end meanwhile, and that writes entries. */
    private static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());

    private static final int LARGEST_BODY = 1024 * 1024;

    private static final Shop WEB = CLOUD.shop("web");
    private static final Shop ALONE = CLOUD.shopByItself("store-1");
    private static final String PURCHASE = freshId();
    private static final String REDEMPTION = freshId();
    private static final String BATCH = freshId();

    private static String member;
    private static String email;

    @BeforeAll
    static void aShopHasACustomer() {
        email = "zoe-" + freshId() + "@example.com";
        member = String.valueOf(
                WEB.post("/v1/members", """
                        {"enrolmentId": "%s", "email": "%s"}""".formatted(freshId(), email)).at("memberId"));
        assertThat(WEB.adjust(freshId(), member, 10_000).status()).isEqualTo(201);
        assertThat(WEB.buy(PURCHASE, member, 5_000).status()).isEqualTo(201);
        assertThat(WEB.hold(REDEMPTION, member, 100, "PT1H").status()).isEqualTo(201);
        assertThat(WEB.post("/v1/batches", batch(BATCH, purchaseRow("1", 100))).status())
                .isEqualTo(202);
        results(WEB, BATCH);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        CLOUD.stop();
    }

    // Another source's operation

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /v1/purchases/web:%s               |
            POST | /v1/purchases/web:%s/activations   | {"activationId": "a"}
            POST | /v1/purchases/web:%s/void          | {}
            GET  | /v1/redemptions/web:%s             |
            POST | /v1/redemptions/web:%s/extend      | {"expiresIn": "PT2H"}
            POST | /v1/redemptions/web:%s/capture     | {}
            POST | /v1/redemptions/web:%s/release     | {}
            POST | /v1/redemptions/web:%s/reversals   | {"reversalId": "a"}
            POST | /v1/redemptions/web:%s/void        | {}
            GET  | /v1/batches/web:%s                 |
            """)
    void anotherSourcesOperationNeedsAnySourceWhetherItIsThereOrNot(String method, String path, String body) {
        String there = path.contains("purchases") ? PURCHASE : path.contains("redemptions") ? REDEMPTION : BATCH;
        List<Answer> answers = new ArrayList<>();
        nothingChanges(() -> {
            for (String id : List.of(there, freshId(), "nothing")) {
                answers.add(send(method, ALONE.key(), path.formatted(id), body == null ? "" : body));
            }
            answers.add(send(
                    method,
                    ALONE.key(),
                    path.replace("web:", "web.till-1:").formatted(there),
                    body == null ? "" : body));
        });

        assertThat(answers).allSatisfy(answer -> {
            isProblem(answer, 403, "forbidden");
            assertThat(answer.body())
                    .as("the same for all")
                    .isEqualTo(answers.getFirst().body());
        });
    }

    static List<String> bodiesThatNameAnothersOperation() {
        return List.of(
                "/v1/refunds | {\"refundId\": \"%2$s\", \"purchase\": \"web:%3$s\", %5$s}",
                "/v1/purchases | {\"purchaseId\": \"%2$s\", \"member\": {\"memberId\": \"%1$s\"}, \"paidWith\": [\"web:%4$s\"], %5$s}",
                "/v1/quotes | {\"member\": {\"memberId\": \"%1$s\"}, \"paidWith\": [\"web:%4$s\"], %5$s}");
    }

    @ParameterizedTest
    @MethodSource("bodiesThatNameAnothersOperation")
    void anotherSourcesOperationInABodyNeedsAnySource(String call) {
        String[] pathAndBody = call.split(" \\| ", 2);

        nothingChanges(() -> isProblem(
                ALONE.post(
                        pathAndBody[0],
                        pathAndBody[1].formatted(member, freshId(), PURCHASE, REDEMPTION, totalAndTime(100))),
                403,
                "forbidden"));
    }

    @Test
    void anotherSourcesOperationInARowOfABatchNeedsAnySource() {
        String batch = freshId();
        Object before = CLOUD.account(member);
        Answer taken = ALONE.post(
                "/v1/batches",
                batch(
                        batch,
                        "{\"type\": \"refund\", \"refundId\": \"%s\", \"purchase\": \"web:%s\", %s}"
                                .formatted(batch, PURCHASE, totalAndTime(100)),
                        "{\"type\": \"activation\", \"activationId\": \"a\", \"purchase\": \"web:" + PURCHASE + "\"}",
                        "{\"type\": \"void\", \"purchase\": \"web:" + PURCHASE + "\"}",
                        "{\"type\": \"void\", \"redemption\": \"web:" + REDEMPTION + "\"}",
                        "{\"type\": \"reversal\", \"reversalId\": \"a\", \"redemption\": \"web:" + REDEMPTION + "\"}",
                        purchaseRow("p-" + batch, 100)
                                .replace("\"total\"", "\"paidWith\": [\"web:" + REDEMPTION + "\"], \"total\"")));

        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        assertThat(results(ALONE, batch)).hasSize(6).allSatisfy(row -> {
            assertThat(row).containsEntry("status", "refused");
            assertThat(((Map<?, ?>) row.get("problem")).get("code")).isEqualTo("forbidden");
        });
        assertThat(CLOUD.account(member)).isEqualTo(before);
    }

    // JSON

    static List<String> routesWithABody() {
        return List.of(
                "POST /v1/members",
                "PATCH /v1/members/" + "%s",
                "POST /v1/members/%s/identifiers",
                "POST /v1/members/%s/wallet-links",
                "POST /v1/purchases",
                "POST /v1/quotes",
                "POST /v1/refunds",
                "POST /v1/redemptions",
                "POST /v1/adjustments",
                "POST /v1/batches",
                "PUT /v1/program",
                "POST /v1/sources",
                "PATCH /v1/sources/web",
                "POST /v1/keys",
                "POST /v1/wallet/sessions");
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void deepHugeAndAmbiguousJsonIsRefused(String route) {
        nothingChanges(() -> {
            isProblem(body(route, "[".repeat(100_000)), 400, "invalid-request");
            isProblem(body(route, "{\"a\":".repeat(100_000)), 400, "invalid-request");
            isProblem(body(route, "{\"a\":".repeat(33) + "1" + "}".repeat(33)), 400, "invalid-request");
            isProblem(body(route, "{}" + " ".repeat(LARGEST_BODY - 1)), 413, "body-too-large");
            isProblem(body(route, "{\"x\": {\"a\": 1, \"a\": 1}}"), 400, "invalid-request");
            isProblem(body(route, "{\"x\": [{\"a\": [{\"b\": 1, \"\\u0062\": 2}]}]}"), 400, "invalid-request");
            isProblem(body(route, "{\"\\ud800\": 1}"), 400, "invalid-request");
            isProblem(body(route, "{\"x\": \"\\udc00\\ud800\"}"), 400, "invalid-request");
            isProblem(body(route, "{\"x\": 1e400, \"y\": 1E-999999999, \"z\": -0.0}"), 400, "invalid-request");
            isProblem(body(route, "\uFEFF{}"), 400, "invalid-request");
        });
    }

    /** What is cut short in an answer is not cut in the middle of a character. */
    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aNameThatIsTooLongToBeShownIsStillCharacters(String route) {
        String name = "a".repeat(63) + "\uD83D\uDE00" + "a".repeat(63);

        Answer answer = body(route, "{\"" + name + "\": 1}");

        isProblem(answer, 400, "invalid-request");
        assertThat(answer.list("errors").stream().map(error -> error.get("pointer")))
                .contains("/" + name.substring(0, 65));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/members/m-a/entries",
                "/v1/sources",
                "/v1/keys",
                "/v1/wallet",
                "/v1/program",
                "/v1/insights/daily",
                "/v1/insights/journeys",
                "/v1/events"
            })
    void aParameterThatIsTooLongToBeShownIsStillCharacters(String path) {
        String key = path.contains("wallet") ? new Phone(CLOUD).link(member) : WEB.key();
        String name = "a".repeat(63) + "%F0%9F%98%80" + "a".repeat(63);

        Answer answer = CLOUD.get(key, path.replace("m-a", member) + "?" + name + "=1");

        isProblem(answer, 400, "invalid-request");
        assertThat(answer.list("errors").stream().map(error -> error.get("parameter")))
                .contains("a".repeat(63) + "\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 100, \"amount\": 1, \"currency\": \"EUR\"}",
                "{\"amount\": 100, \"currency\": \"EUR\", \"\\u0061mount\": 1}"
            })
    void aTotalGivenTwiceIsNoTotal(String total) {
        nothingChanges(() -> isProblem(
                WEB.post(
                        "/v1/purchases",
                        purchase(freshId())
                                .replaceFirst("\"total\": \\{[^}]*}", "\"total\": " + total.replace("\\", "\\\\"))),
                400,
                "invalid-request"));
    }

    /** A row is kept as it is and read later: whatever comes into the queue can be read there. */
    @Test
    void aBatchThatWasTakenIsDoneWhateverItsRowsHold() {
        String batch = freshId();
        String ones = "1" + "0".repeat(30);
        isProblem(
                WEB.post("/v1/batches", batch(batch, "{\"type\": \"void\", \"purchase\": " + ones + "00000000e1}")),
                400,
                "invalid-request");

        Answer taken = WEB.post(
                "/v1/batches",
                batch(
                        batch,
                        "{\"type\": \"void\", \"purchase\": 1e400}",
                        "{\"type\": \"void\", \"purchase\": " + ones + "e9}",
                        "{\"type\": \"void\", \"purchase\": -0.000" + ones.substring(5) + "e-99}",
                        "{\"type\": \"void\", \"purchase\": 1E999999999}",
                        "{\"type\": \"void\", \"purchase\": -0.0}",
                        "{\"type\": \"void\", \"purchase\": " + "[".repeat(29) + "]".repeat(29) + "}",
                        "{\"type\": \"void\", \"purchase\": \"" + "\\u0001".repeat(1_000) + "\"}",
                        "{\"\": 1, \"" + "\uD83D\uDE00".repeat(500) + "\": null}",
                        "{\"type\": \"void\", \"purchase\": \"" + freshId() + "\", \"" + "a".repeat(63)
                                + "\uD83D\uDE00a\": 1}",
                        "{}"));

        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        assertThat(results(WEB, batch)).hasSize(10).allSatisfy(row -> {
            assertThat(row).containsEntry("status", "refused");
            assertThat(((Map<?, ?>) row.get("problem")).get("code")).isEqualTo("invalid-request");
        });
    }

    // Numbers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551617",
                "10000000000000000000",
                "1e19",
                "0.1e1",
                "1.0",
                "1e400",
                "-1e400",
                "-0.0",
                "-0"
            })
    void aNumberThatIsNoneOfOursIsNoneAnywhere(String number) {
        nothingChanges(() -> {
            isProblem(redeem(number), 400, "invalid-request");
            isProblem(
                    WEB.post(
                            "/v1/keys",
                            "{\"source\": \"web\", \"scopes\": [\"members\"], \"ratePerMinute\": " + number + "}"),
                    400,
                    "invalid-request");
            isProblem(program("\"perAmount\":100", "\"perAmount\":" + number), 400, "invalid-request");
            isProblem(program("\"months\":24", "\"months\":" + number), 400, "invalid-request");
            isProblem(
                    WEB.redemption("web:" + REDEMPTION, "capture", "{\"points\": " + number + "}"),
                    400,
                    "invalid-request");
            if (!number.equals("-0")) {
                isProblem(
                        WEB.post(
                                "/v1/purchases",
                                purchase(freshId()).replace("\"amount\": 100", "\"amount\": " + number)),
                        400,
                        "invalid-request");
            }
        });
    }

    @Test
    void negativeZeroIsZero() {
        String id = freshId();
        Answer bought = WEB.post("/v1/purchases", purchase(id).replace("\"amount\": 100", "\"amount\": -0"));
        Answer again = WEB.post("/v1/purchases", purchase(id).replace("\"amount\": 100", "\"amount\": 0"));

        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        assertThat(again.replayed()).as(again.text()).isTrue();
        assertThat(WEB.purchase(id).text()).contains("\"amount\":0,").doesNotContain(":-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-0",
                "limit=%EF%BC%91%EF%BC%90",
                "limit=1e1",
                "limit=9223372036854775808",
                "limit=+10",
                "limit=0x0A",
                "limit=%2010"
            })
    void aLimitIsDigits(String query) {
        for (String path : List.of("/v1/members/" + member + "/entries", "/v1/sources", "/v1/keys")) {
            isProblem(CLOUD.get(WEB.key(), path + "?" + query), 400, "invalid-request");
        }
    }

    // Times

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "1899-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999+18:00",
                "-999999999-01-01T00:00:00-18:00",
                "2016-12-31T23:59:60Z",
                "2025-06-30T24:00:01Z",
                "2025-02-29T00:00:00Z",
                "2025-06-30T00:00:00+18:01",
                "2025-06-30T00:00:00+24:00",
                "2025-06-30T00:00:00-00:60",
                "２０２５-06-30T00:00:00Z",
                "2025-06-30T00:00:00Z\\u0000",
                "2025-06-30"
            })
    void aTimeThatIsNoneOrFarAwayIsRefused(String time) {
        nothingChanges(() -> {
            isProblem(
                    WEB.post("/v1/purchases", purchase(freshId()).replaceFirst("\"occurredAt\": \"[^\"]*\"", at(time))),
                    400,
                    "invalid-request");
            isProblem(
                    WEB.post("/v1/refunds", """
                            {"refundId": "a", "purchase": "web:%s", "total": {"amount": 1, "currency": "EUR"}, %s}""".formatted(PURCHASE, at(time).replace("\\\\", "\\"))),
                    400,
                    "invalid-request");
            isProblem(
                    CLOUD.send(
                            "PATCH", "/v1/members/" + member, bearer(WEB.key()), "{\"birthday\": \"" + time + "T\"}"),
                    400,
                    "invalid-request");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-06-30T12:00:00+18:00",
                "2025-06-30T12:00:00-18:00",
                "2025-06-30T12:00:00-00:00",
                "1900-01-01T00:00:00Z"
            })
    void aTimeOfAnyOffsetIsATime(String time) {
        Answer bought =
                WEB.post("/v1/purchases", purchase(freshId()).replaceFirst("\"occurredAt\": \"[^\"]*\"", at(time)));

        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
    }

    // Look-alikes

    static Stream<String> lookAlikes() {
        return Stream.of(
                email.replace('e', '\u0435'), // Cyrillic
                email.replace("zoe", "z\u03bfe"), // Greek
                email.replace("zoe", "zo\u200be"),
                email.replace("zoe", "\u202ezoe"),
                email.replace("zoe", "zo\u00ade"),
                email.replace("@", "\uff20"),
                email.replace(".com", "\u3002com"),
                email + "\\u0000",
                email + ",x@example.com");
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void aLookAlikeOfAnEmailIsAnother(String other) {
        assertThat(lookup("email", email).at("memberId")).isEqualTo(member);
        isProblem(lookup("email", other), 404, "member-not-found");
    }

    @Test
    void anEmailIsOneHoweverItsLettersAreComposed() {
        String composed = "zo\u00e9-" + freshId() + "@example.com";
        Answer enrolled =
                WEB.post("/v1/members", "{\"enrolmentId\": \"" + freshId() + "\", \"email\": \"" + composed + "\"}");

        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(composed);
        assertThat(lookup("email", decomposed).at("memberId")).isEqualTo(enrolled.at("memberId"));
        isProblem(
                WEB.post("/v1/members", "{\"enrolmentId\": \"" + freshId() + "\", \"email\": \"" + decomposed + "\"}"),
                409,
                "identifier-taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uff11\uff12\uff13",
                "\u0661\u0662\u0663",
                "abc\u200b",
                "\u202eabc",
                "\u0430bc",
                "e\u0301",
                "a\\u0000",
                "\\ud800",
                "a\\nb",
                "\uD83D\uDE00"
            })
    void anIdIsPlainLetters(String id) {
        String card = String.valueOf(WEB.member(member).at("cardNumber"));
        nothingChanges(() -> {
            isProblem(WEB.post("/v1/purchases", purchase(id)), 400, "invalid-request");
            isProblem(WEB.adjust(id, member, 1), 400, "invalid-request");
            isProblem(WEB.redeem(id, member, 100), 400, "invalid-request");
            isProblem(WEB.post("/v1/batches", batch(id, "{}")), 400, "invalid-request");
            isProblem(WEB.post("/v1/members", """
                            {"enrolmentId": "%s", "cardNumber": "1234%s"}""".formatted(freshId(), id)), 400, "invalid-request");
        });
        String fullWidth = card.replace('9', '\uff19');
        isProblem(lookup("cardNumber", fullWidth), 404, "member-not-found");
        isProblem(lookup("memberCode", fullWidth + "12345678"), 404, "member-not-found");
    }

    // Paths

    private static final List<String> STRANGE_IDS = List.of(
            "..",
            "%2e%2e",
            "a%00b",
            "%00",
            "a%3Fb",
            "a%23b",
            "a%5Cb",
            "a%0d%0aSet-Cookie:%20x=1",
            "a%E2%80%AEb",
            "%EF%BC%91",
            "%ED%A0%80",
            "%FF",
            "a;b",
            "a'b",
            "x".repeat(3_000));

    /** No id of ours is written so; each is nobody's and nothing's. To remove what is not there is no fault. */
    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/members/%s,                              400 404",
        "PATCH,  /v1/members/%s,                              400 404",
        "DELETE, /v1/members/%s,                              400 404",
        "GET,    /v1/members/%s/entries,                      400 404",
        "GET,    /v1/members/%s/export,                       400 404",
        "POST,   /v1/members/%s/wallet-links,                 400 404",
        "POST,   /v1/members/MEMBER/identifiers/%s/x/block,   400 404",
        "DELETE, /v1/members/MEMBER/identifiers/phone/%s,     204",
        "GET,    /v1/purchases/%s,                            404",
        "GET,    /v1/redemptions/%s,                          404",
        "GET,    /v1/batches/%s,                              404",
        "GET,    /v1/sources/%s,                              404",
        "PATCH,  /v1/sources/%s,                              404",
        "GET,    /v1/keys/%s,                                 404",
        "POST,   /v1/keys/%s/rotate,                          404",
        "DELETE, /v1/keys/%s,                                 404",
        "GET,    /v1/program/versions/%s,                     404",
        "GET,    /docs/%s,                                    404"
    })
    void aStrangeIdInAPathIsNothing(String method, String path, String statuses) {
        nothingChanges(() -> {
            for (String id : STRANGE_IDS) {
                Answer answer = raw(
                        method,
                        path.replace("MEMBER", member).formatted(id),
                        List.of("Authorization: Bearer " + WEB.key()),
                        method.equals("PATCH") || method.equals("POST") ? "{}" : "");
                tellsNothing(answer);
                assertThat(statuses).as(id + " " + answer.text()).contains(String.valueOf(answer.status()));
                assertThat(answer.headers()).doesNotContainKey("set-cookie");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/..%2fopenapi.json",
                "/docs/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/docs//etc/passwd",
                "/docs/..;/x",
                "/v1/members/%2e%2e/sources",
                "/v1//members",
                "//v1/members",
                "/V1/members",
                "/v1/members/",
                "/v1%2Fmembers",
                "/v1/./program",
                "/v1/x/../program"
            })
    void aPathIsTakenAsItIsWritten(String path) {
        Answer answer = RawHttp.send(
                CLOUD.api(), "GET", path, List.of("Host: localhost", "Authorization: Bearer " + WEB.key()), "");

        tellsNothing(answer);
        assertThat(answer.status()).as(answer.text()).isIn(404, 405);
    }

    // Cursors

    static List<String> pages() {
        return List.of(
                "/v1/members/%s/entries?",
                "/v1/members/%s/export?",
                "/v1/wallet/entries?",
                "/v1/insights/daily?from=2026-01-01&to=2026-01-31&",
                "/v1/events?",
                "/v1/sources?",
                "/v1/keys?");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aCursorThatNoAnswerGaveShowsNothing(String page) {
        String key = page.contains("wallet") ? new Phone(CLOUD).link(member) : WEB.key();
        String path = page.formatted(member) + (page.startsWith("/v1/events") ? "after=" : "cursor=");
        for (String position : List.of(
                "",
                "-1",
                "0",
                "01",
                "1 ",
                "+1",
                "9223372036854775808",
                "1e3",
                "A",
                "../a",
                "MEMBER#" + member,
                "a#b",
                "2026-01-01",
                "2026-01-01#",
                "2025-01-01#web",
                "0:0",
                "1:00",
                "1:-1",
                "01:0",
                "1:0:0",
                "1:99999",
                "999999999999:0",
                "9999999999999:0",
                "\uff11",
                "a\u0000",
                "' or ''='",
                "ZZ")) {
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
            // The list of sources goes on after an id, whether there is such a source or not.
            if (!page.startsWith("/v1/sources") || !position.matches("[a-z0-9-]+")) {
                isProblem(CLOUD.get(key, path + cursor), 400, "invalid-request");
            }
        }
        for (String cursor : List.of(
                "", "%00", "=", "MQ==", "MQ%3D%3D", "M", "MR", "%2B%2F", "a".repeat(5_000), "MTA,MTE", "null")) {
            isProblem(CLOUD.get(key, path + cursor), 400, "invalid-request");
        }
        isProblem(CLOUD.get(key, path + "MTA&" + path.replaceFirst(".*[?&]", "") + "MTE"), 400, "invalid-request");
    }

    @Test
    void aCursorOfAnotherMembersStatementShowsOnesOwn() {
        String other = WEB.enrolWith(10);
        WEB.entries(other, 2);
        Object theirs = CLOUD.get(WEB.key(), "/v1/members/" + other + "/entries?limit=1")
                .at("nextCursor");
        for (String page : List.of("entries", "export")) {
            Answer shown = CLOUD.get(WEB.key(), "/v1/members/" + member + "/" + page + "?cursor=" + theirs);
            assertThat(shown.status()).as(shown.text()).isEqualTo(200);
            assertThat(shown.text()).doesNotContain(other);
        }
    }

    // Headers

    @Test
    void twoCredentialsAreNone() {
        for (List<String> both : List.of(
                List.of("Authorization: Bearer " + WEB.key(), "Authorization: Bearer " + ALONE.key()),
                List.of("Authorization: Bearer " + WEB.key(), "authorization: Bearer " + WEB.key()),
                List.of("Authorization: Bearer " + WEB.key() + ", Bearer " + ALONE.key()),
                List.of(
                        "Authorization: Bearer " + ALONE.key(),
                        "Authorization: Bearer " + new Phone(CLOUD).link(member)))) {
            isProblem(raw("GET", "/v1/program", both, ""), 401, "unauthenticated");
            isProblem(raw("GET", "/v1/wallet", both, ""), 401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Authorization: bearer %s', 200",
        "'AUTHORIZATION: BEARER %s', 200",
        "'Authorization:   Bearer    %s   ', 200",
        "'Authorization: Bearer%s', 401",
        "'Authorization: %s', 401",
        "'Authorization: Basic %s', 401",
        "'Authorization: Token %s', 401",
        "'Authorization: Bearer %s x', 401",
        "'Authorization: Bearer \"%s\"', 401",
        "'Authorization: Bearer %s%%00', 401",
        "'Authorization: Bearer', 401",
        "'Proxy-Authorization: Bearer %s', 401",
        "'X-Api-Key: %s', 401",
        "'X-Forwarded-Authorization: Bearer %s', 401",
        "'Cookie: Authorization=Bearer %s', 401",
    })
    void aCredentialComesInItsOwnHeaderOnly(String header, int status) {
        Answer answer = raw("GET", "/v1/program", List.of(header.formatted(WEB.key())), "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        tellsNothing(answer);
    }

    @Test
    void aKeyIsWrittenInOneWay() {
        String upper = WEB.key().replace("tsk_", "TSK_");
        isProblem(raw("GET", "/v1/program", List.of("Authorization: Bearer " + upper), ""), 401, "unauthenticated");
        isProblem(raw("GET", "/v1/program?access_token=" + WEB.key(), List.of(), ""), 401, "unauthenticated");
        isProblem(
                raw(
                        "GET",
                        "/v1/program",
                        List.of("Authorization: Bearer " + WEB.key().toUpperCase(Locale.ROOT)),
                        ""),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /v1/keys",
                "X-Rewrite-URL: /v1/keys"
            })
    void aHeaderDoesNotChangeWhatIsAsked(String header) {
        String path = "/v1/members/" + member;
        List<String> headers = List.of("Authorization: Bearer " + WEB.key(), header);

        nothingChanges(() -> {
            assertThat(raw("GET", path, headers, "").at("memberId")).isEqualTo(member);
            isProblem(raw("POST", path, headers, "{}"), 405, "method-not-allowed");
            isProblem(raw("GET", path + "?_method=DELETE", headers, ""), 400, "invalid-request");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "OPTIONS", "PURGE"})
    void aMethodThatNothingTakesIsRefused(String method) {
        Answer answer = raw(method, "/v1/members/" + member, List.of("Authorization: Bearer " + WEB.key()), "");

        assertThat(answer.status()).as(answer.text()).isIn(404, 405);
        assertThat(answer.text()).doesNotContain(member);
    }

    @Test
    void theHostThatACallerClaimsIsNotBelieved() {
        List<String> headers = List.of("Authorization: Bearer " + WEB.key(), "X-Forwarded-Proto: https");
        Answer link = RawHttp.send(
                CLOUD.api(),
                "POST",
                "/v1/members/" + member + "/wallet-links",
                Stream.concat(Stream.of("Host: evil.example"), headers.stream()).toList(),
                "{}");
        Answer taken = RawHttp.send(
                CLOUD.api(),
                "POST",
                "/v1/batches",
                Stream.concat(Stream.of("Host: evil.example"), headers.stream()).toList(),
                batch(freshId(), "{}"));

        assertThat(link.status()).as(link.text()).isEqualTo(201);
        assertThat(link.text() + link.headers() + taken.text() + taken.headers())
                .doesNotContain("evil.example");
        assertThat(String.valueOf(taken.at("statusUrl"))).startsWith("/v1/batches/web:");
    }

    /** Nothing that a caller says becomes a header, or a second line of one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Correlation-Id: a%0d%0aX-Injected: 1",
                "X-Correlation-Id: a\n X-Injected: 1",
                "X-Correlation-Id: \u00e9\u00ff",
                "Cookie: __Host-tallystick=a%0d%0aX-Injected: 1",
                "If-None-Match: \"a%0d%0aX-Injected: 1\"",
                "If-Match: \"1\"%0d%0aX-Injected: 1",
                "Origin: http://localhost%0d%0aX-Injected: 1",
                "Accept-Encoding: gzip%0d%0aX-Injected: 1",
                "Content-Type: application/json%0d%0aX-Injected: 1"
            })
    void noHeaderIsInjected(String header) {
        String token = new Phone(CLOUD).link(member);
        for (String request : List.of(
                "GET /v1/program",
                "PUT /v1/program",
                "GET /v1/wallet",
                "POST /v1/wallet/sessions",
                "DELETE /v1/wallet/sessions",
                "GET /openapi.json",
                "POST /v1/nothing%0d%0aX-Injected:%201",
                "PATCH /v1/program")) {
            String[] methodAndPath = request.split(" ", 2);
            Answer answer = raw(
                    methodAndPath[0],
                    methodAndPath[1],
                    List.of("Authorization: Bearer " + (request.contains("wallet") ? token : WEB.key()), header),
                    "{}");
            assertThat(answer.status()).as(request).isLessThan(500);
            assertThat(answer.headers().toString()).doesNotContainIgnoringCase("injected");
            if (request.endsWith("DELETE /v1/wallet/sessions")) {
                token = new Phone(CLOUD).link(member);
            }
        }
    }

    private static void nothingChanges(Runnable attack) {
        long items = CLOUD.items();
        Object account = CLOUD.account(member);

        attack.run();

        assertThat(CLOUD.items()).as("items in the tables").isEqualTo(items);
        assertThat(CLOUD.account(member)).isEqualTo(account);
    }

    private static void isProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        tellsNothing(answer);
    }

    private static void tellsNothing(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.text())
                    .doesNotContain(
                            "dev.tallystick", "java.", "Exception", "tallystick-prod", "software.amazon", email);
        }
    }

    private static Answer raw(String method, String target, List<String> headers, String body) {
        return RawHttp.send(
                CLOUD.api(),
                method,
                target,
                Stream.concat(Stream.of("Host: localhost"), headers.stream()).toList(),
                body);
    }

    private static Answer body(String route, String body) {
        String[] methodAndPath = route.formatted(member).split(" ", 2);
        return CLOUD.send(
                methodAndPath[0],
                methodAndPath[1],
                Map.of("Authorization", "Bearer " + WEB.key(), "Content-Type", "application/json", "If-Match", "\"1\""),
                body);
    }

    private static Answer send(String method, String key, String path, String body) {
        return CLOUD.send(method, path, bearer(key), body);
    }

    private static Answer lookup(String name, String value) {
        return WEB.post("/v1/members/lookup", "{\"member\": {\"" + name + "\": \"" + value + "\"}}");
    }

    private static Answer redeem(String points) {
        return WEB.post("/v1/redemptions", """
                {"redemptionId": "%s", "member": {"memberId": "%s"}, "points": %s}""".formatted(freshId(), member, points));
    }

    private static Answer program(String from, String to) {
        Answer program = CLOUD.get(WEB.key(), "/v1/program");
        assertThat(program.text()).contains(from);
        return CLOUD.send(
                "PUT",
                "/v1/program",
                Map.of(
                        "Authorization",
                        "Bearer " + WEB.key(),
                        "If-Match",
                        program.headers().get("etag").getFirst()),
                program.text().replace(from, to));
    }

    private static String purchase(String id) {
        return """
                {"purchaseId": "%s", "member": {"memberId": "%s"}, %s}""".formatted(id, member, totalAndTime(100));
    }

    private static String purchaseRow(String id, int cents) {
        return """
                {"type": "purchase", "purchaseId": "%s", "member": {"memberId": "%s"}, %s}""".formatted(id, member, totalAndTime(cents));
    }

    private static String totalAndTime(int cents) {
        return "\"total\": {\"amount\": %d, \"currency\": \"EUR\"}, \"occurredAt\": \"%s\""
                .formatted(cents, WEB.happenedAt());
    }

    /** For a replacement: a back slash twice. */
    private static String at(String time) {
        return "\"occurredAt\": \"" + time.replace("\\", "\\\\") + "\"";
    }

    private static String batch(String id, String... rows) {
        return "{\"batchId\": \"" + id + "\", \"operations\": [" + String.join(",", rows) + "]}";
    }

    private static List<Map<String, Object>> results(Shop shop, String batch) {
        return Cloud.eventually(
                        () -> CLOUD.get(shop.key(), "/v1/batches/" + batch),
                        status -> status.number("done") == status.number("total"))
                .list("results");
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }
}
