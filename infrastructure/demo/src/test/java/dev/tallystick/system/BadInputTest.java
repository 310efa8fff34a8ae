package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tallystick.system.Cloud.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every call answers to what it cannot take: a status, a code, the field at fault. And nothing is left behind. */
@OwnCloud
class BadInputTest {

    private static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());
    private static final String KEY = CLOUD.key("web");
    private static final String PHONE = "+4930" + (10_000_000 + System.nanoTime() % 80_000_000);
    private static final int LARGEST_BODY = 1024 * 1024;

    private static String memberId;

    /** A call that works, and what it takes to make it. */
    private record Call(String name, String path, String scope, String body) {

        Call with(String newBody) {
            return new Call(name, path, scope, newBody);
        }

        Call without(String field) {
            return with(body.replaceFirst("\"" + field + "\": ?(\"[^\"]*\"|\\{[^}]*}|[^,}]+),? ?", "")
                    .replaceFirst(", }$", "}"));
        }

        Call replacing(String field, String value) {
            String changed = body.replaceFirst(
                    "\"" + field + "\": ?(\"[^\"]*\"|\\{[^}]*}|[^,}]+)",
                    Matcher.quoteReplacement("\"" + field + "\": " + value));
            assertThat(changed).as("the case changes the body").isNotEqualTo(body);
            return with(changed);
        }

        Call adding(String fields) {
            return with(body.replaceFirst("\\{", Matcher.quoteReplacement("{" + fields + ", ")));
        }
    }

    private static final Call ENROL = new Call(
            "enrol",
            "/v1/members",
            "members",
            "{\"enrolmentId\": \"bad-input\", \"name\": \"Ada\", \"phone\": \"030 1234567\"}");
    private static final Call LOOKUP =
            new Call("look up", "/v1/members/lookup", "members", "{\"member\": {\"phone\": \"" + PHONE + "\"}}");
    private static final Call PURCHASE = new Call(
            "purchase",
            "/v1/purchases",
            "purchases",
            "{\"purchaseId\": \"bad-input\", \"member\": {\"phone\": \"" + PHONE
                    + "\"}, \"total\": {\"amount\": 4250, \"currency\": \"EUR\"}, \"occurredAt\": \"2026-11-22T10:00:00Z\"}");
    private static final Call REDEMPTION = new Call(
            "redeem",
            "/v1/redemptions",
            "redemptions",
            "{\"redemptionId\": \"bad-input\", \"member\": {\"phone\": \"" + PHONE + "\"}, \"points\": 100}");
    private static final Call QUOTE = new Call(
            "quote",
            "/v1/quotes",
            "purchases",
            "{\"member\": {\"phone\": \"" + PHONE + "\"}, \"total\": {\"amount\": 4250, \"currency\": \"EUR\"}}");
    private static final Call ADJUSTMENT = new Call(
            "adjust",
            "/v1/adjustments",
            "adjustments",
            "{\"adjustmentId\": \"bad-input\", \"member\": {\"phone\": \"" + PHONE
                    + "\"}, \"points\": 100, \"reasonCode\": \"goodwill\"}");
    private static final Call REFUND = new Call(
            "refund",
            "/v1/refunds",
            "refunds",
            "{\"refundId\": \"bad-input\", \"purchase\": \"web:bad-input\", \"total\": {\"amount\": 4250, \"currency\": \"EUR\"},"
                    + " \"occurredAt\": \"2026-11-22T10:00:00Z\"}");
    private static final Call ACTIVATION = new Call(
            "activate",
            "/v1/purchases/web:bad-input/activations",
            "purchases",
            "{\"activationId\": \"bad-input\", \"total\": {\"amount\": 4250, \"currency\": \"EUR\"}}");
    private static final Call PURCHASE_VOID = new Call(
            "void a purchase",
            "/v1/purchases/web:bad-input/void",
            "purchases",
            "{\"operator\": \"c-7\", \"businessDate\": null}");
    private static final Call EXTENSION =
            new Call("extend", "/v1/redemptions/web:bad-input/extend", "redemptions", "{\"expiresIn\": \"PT15M\"}");
    private static final Call CAPTURE = new Call(
            "capture",
            "/v1/redemptions/web:bad-input/capture",
            "redemptions",
            "{\"points\": 100, \"operator\": \"c-7\"}");
    private static final Call RELEASE = new Call(
            "release",
            "/v1/redemptions/web:bad-input/release",
            "redemptions",
            "{\"operator\": \"c-7\", \"businessDate\": null}");
    private static final Call REVERSAL = new Call(
            "reverse",
            "/v1/redemptions/web:bad-input/reversals",
            "redemptions",
            "{\"reversalId\": \"bad-input\", \"points\": 100}");
    private static final Call REDEMPTION_VOID = new Call(
            "void a redemption",
            "/v1/redemptions/web:bad-input/void",
            "redemptions",
            "{\"operator\": \"c-7\", \"businessDate\": null}");
    private static final Call SOURCE = new Call(
            "open a store",
            "/v1/sources",
            "setup",
            "{\"id\": \"bad-input\", \"channel\": \"in_store\", \"name\": \"Bad\", \"timeZone\": \"UTC\", \"country\": \"DE\"}");
    private static final Call API_KEY =
            new Call("make a key", "/v1/keys", "setup", "{\"source\": \"web\", \"scopes\": [\"members\"]}");
    private static final Call ROTATION =
            new Call("rotate a key", "/v1/keys/bad-input/rotate", "setup", "{\"rotationId\": \"bad-input\"}");
    private static final Call WEBHOOK =
            new Call("make a webhook", "/v1/webhooks", "webhooks", "{\"url\": \"https://hooks.example.com/\"}");
    private static final Call WEBHOOK_ROTATION = new Call(
            "rotate a webhook", "/v1/webhooks/bad-input/rotate", "webhooks", "{\"olderSecretEndsIn\": \"PT1H\"}");
    private static final List<Call> STEPS =
            List.of(ACTIVATION, PURCHASE_VOID, EXTENSION, CAPTURE, RELEASE, REVERSAL, REDEMPTION_VOID);
    private static final List<Call> POSTS = Stream.concat(
                    Stream.of(
                            ENROL,
                            LOOKUP,
                            PURCHASE,
                            QUOTE,
                            REDEMPTION,
                            ADJUSTMENT,
                            REFUND,
                            SOURCE,
                            API_KEY,
                            ROTATION,
                            WEBHOOK,
                            WEBHOOK_ROTATION),
                    STEPS.stream())
            .toList();

    @BeforeAll
    static void aMemberExists() {
        Answer answer = CLOUD.post(
                KEY, "/v1/members", "{\"enrolmentId\": \"" + Cloud.freshId() + "\", \"phone\": \"" + PHONE + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        memberId = String.valueOf(answer.at("memberId"));
    }

    @TestFactory
    Stream<DynamicTest> whateverIsWrongWithAnyBody() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : POSTS) {
            tests.add(refused("not JSON", call.with("hello"), 400, "invalid-request", ""));
            tests.add(refused("no body", call.with(""), 400, "invalid-request", ""));
            tests.add(refused("half a body", call.with(call.body().substring(0, 20)), 400, "invalid-request", ""));
            tests.add(refused("a list", call.with("[]"), 400, "invalid-request", ""));
            tests.add(refused("a string", call.with("\"x\""), 400, "invalid-request", ""));
            tests.add(refused("null", call.with("null"), 400, "invalid-request", ""));
            tests.add(refused("two documents", call.with(call.body() + "{}"), 400, "invalid-request", ""));
            tests.add(refused("an unknown field", call.adding("\"surprise\": 1"), 400, "invalid-request", "/surprise"));
            tests.add(refused(
                    "duplicate keys", call.adding("\"member\": 1, \"member\": 2"), 400, "invalid-request", "/member"));
            tests.add(refused(
                    "half a surrogate pair", call.adding("\"name\": \"\\ud800\""), 400, "invalid-request", "/name"));
            tests.add(refused("deep", call.with("[".repeat(50_000)), 400, "invalid-request", null));
            tests.add(refused(
                    "deep and closed",
                    call.adding("\"x\": " + "{\"a\":".repeat(100) + "1" + "}".repeat(100)),
                    400,
                    "invalid-request",
                    null));
            tests.add(refused(
                    "an endless number", call.adding("\"x\": " + "9".repeat(100_000)), 400, "invalid-request", "/x"));
            tests.add(refused("a huge exponent", call.adding("\"x\": 1e99999999999"), 400, "invalid-request", "/x"));
            tests.add(refused(
                    "too large",
                    call.adding("\"x\": \"" + "a".repeat(LARGEST_BODY) + "\""),
                    413,
                    "body-too-large",
                    null));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whoeverMayNot() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : POSTS) {
            tests.addAll(unauthorized(call.name(), "POST", call.path(), call.body(), call.scope()));
        }
        tests.addAll(unauthorized("list sources", "GET", "/v1/sources", "", "setup"));
        tests.addAll(unauthorized("read a source", "GET", "/v1/sources/web", "", "setup"));
        tests.addAll(unauthorized("change a source", "PATCH", "/v1/sources/web", "{}", "setup"));
        tests.addAll(unauthorized("list keys", "GET", "/v1/keys", "", "setup"));
        tests.addAll(unauthorized("read a key", "GET", "/v1/keys/bad-input", "", "setup"));
        tests.addAll(unauthorized("revoke a key", "DELETE", "/v1/keys/bad-input", "", "setup"));
        tests.addAll(unauthorized("read a purchase", "GET", "/v1/purchases/bad-input", "", "purchases"));
        tests.addAll(unauthorized("read a redemption", "GET", "/v1/redemptions/bad-input", "", "redemptions"));
        tests.addAll(unauthorized("read the program", "GET", "/v1/program", "", "program"));
        tests.addAll(unauthorized("replace the program", "PUT", "/v1/program", "{}", "program"));
        tests.addAll(unauthorized("read a member", "GET", "/v1/members/m-abc", "", "members"));
        tests.addAll(unauthorized("statement", "GET", "/v1/members/m-abc/entries", "", "members"));
        tests.addAll(unauthorized("trial balance", "GET", "/v1/insights/trial-balance", "", "insights"));
        tests.addAll(unauthorized("daily", "GET", "/v1/insights/daily", "", "insights"));
        tests.addAll(unauthorized("journeys", "GET", "/v1/insights/journeys", "", "insights"));
        tests.addAll(unauthorized("events", "GET", "/v1/events", "", "insights"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> enrolments() {
        return Stream.of(
                field("no id", ENROL.without("enrolmentId"), "/enrolmentId"),
                field("an id that is empty", ENROL.replacing("enrolmentId", "\"\""), "/enrolmentId"),
                field("an id with other characters", ENROL.replacing("enrolmentId", "\"a b\""), "/enrolmentId"),
                field(
                        "an id that is too long",
                        ENROL.replacing("enrolmentId", "\"" + "a".repeat(65) + "\""),
                        "/enrolmentId"),
                field("an id that is a number", ENROL.replacing("enrolmentId", "7"), "/enrolmentId"),
                field("a name of another type", ENROL.replacing("name", "{}"), "/name"),
                field("a name that is too long", ENROL.replacing("name", "\"" + "a".repeat(201) + "\""), "/name"),
                field("a name with a control character", ENROL.replacing("name", "\"a\\u0000b\""), "/name"),
                field("a phone that is none", ENROL.replacing("phone", "\"12\""), "/phone"),
                field("a phone that is empty", ENROL.replacing("phone", "\"\""), "/phone"),
                field("an e-mail as operator", ENROL.adding("\"operator\": \"jo@example.com\""), "/operator"),
                field("a phone of another type", ENROL.replacing("phone", "301234567"), "/phone"),
                field("an e-mail that is none", ENROL.adding("\"email\": \"ada\""), "/email"),
                field("a card that is too short", ENROL.adding("\"cardNumber\": \"12\""), "/cardNumber"),
                field("an external id with spaces", ENROL.adding("\"externalId\": \"a b\""), "/externalId"),
                field("a locale that is none", ENROL.adding("\"locale\": \"!\""), "/locale"),
                field("an operator with spaces", ENROL.adding("\"operator\": \"Jo Doe\""), "/operator"),
                field(
                        "a business date that is none",
                        ENROL.adding("\"businessDate\": \"2026-02-30\""),
                        "/businessDate"),
                field("a business date far away", ENROL.adding("\"businessDate\": \"2020-01-01\""), "/businessDate"),
                refused(
                        "a phone that is taken",
                        ENROL.replacing("phone", "\"" + PHONE + "\""),
                        409,
                        "identifier-taken",
                        null));
    }

    @TestFactory
    Stream<DynamicTest> namesOfMembers() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : List.of(LOOKUP, PURCHASE, QUOTE, REDEMPTION, ADJUSTMENT)) {
            if (!call.equals(QUOTE)) {
                tests.add(field("no member", call.without("member"), "/member"));
            }
            tests.add(field("a member that is a string", call.replacing("member", "\"x\""), "/member"));
            tests.add(field("a member without a name", call.replacing("member", "{}"), "/member"));
            tests.add(field(
                    "a member with two names",
                    call.replacing("member", "{\"phone\": \"+4930123456\", \"email\": \"a@example.com\"}"),
                    "/member"));
            tests.add(field("an unknown name", call.replacing("member", "{\"nick\": \"x\"}"), "/member/nick"));
            tests.add(field("a name of another type", call.replacing("member", "{\"phone\": 7}"), "/member/phone"));
            for (String name :
                    List.of("memberId", "cardNumber", "phone", "email", "externalId", "memberCode", "presence")) {
                for (String value : List.of("nobody", "", "m-aaaaaaaaaaaaaaaaaaaaaaaa", "x".repeat(5_000), "\\u0000")) {
                    tests.add(refused(
                            "an unknown " + name + " "
                                    + (value.length() > 30 ? "of 5,000 characters" : "'" + value + "'"),
                            call.replacing("member", "{\"" + name + "\": \"" + value + "\"}"),
                            404,
                            "member-not-found",
                            null));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> purchases() {
        String line = "{\"sku\": \"a\", \"quantity\": 1, \"amount\": {\"amount\": 4250, \"currency\": \"EUR\"}}";
        return Stream.of(
                field("no id", PURCHASE.without("purchaseId"), "/purchaseId"),
                field("an id with other characters", PURCHASE.replacing("purchaseId", "\"a/b\""), "/purchaseId"),
                field("no total", PURCHASE.without("total"), "/total"),
                field("a total that is a number", PURCHASE.replacing("total", "4250"), "/total"),
                field("no currency", PURCHASE.replacing("total", "{\"amount\": 1}"), "/total/currency"),
                field("no amount", PURCHASE.replacing("total", "{\"currency\": \"EUR\"}"), "/total/amount"),
                field("another currency", total("4250", "USD"), "/total/currency"),
                field("a currency in lower case", total("4250", "eur"), "/total/currency"),
                field("a negative total", total("-1", "EUR"), "/total/amount"),
                field("a total that is too large", total("1000000000001", "EUR"), "/total/amount"),
                field("a total beyond 64 bits", total("9223372036854775808", "EUR"), "/total/amount"),
                field("a total with a fraction", total("42.5", "EUR"), "/total/amount"),
                field("a total with an exponent", total("1e3", "EUR"), "/total/amount"),
                field("a total that is a string", total("\"4250\"", "EUR"), "/total/amount"),
                field("no time", PURCHASE.without("occurredAt"), "/occurredAt"),
                field("a time that is none", PURCHASE.replacing("occurredAt", "\"now\""), "/occurredAt"),
                field(
                        "a time without an offset",
                        PURCHASE.replacing("occurredAt", "\"2026-11-22T10:00:00\""),
                        "/occurredAt"),
                field("a time that is a number", PURCHASE.replacing("occurredAt", "1763800000"), "/occurredAt"),
                field("a time far ahead", PURCHASE.replacing("occurredAt", "\"2199-01-01T00:00:00Z\""), "/occurredAt"),
                field(
                        "a time before time",
                        PURCHASE.replacing("occurredAt", "\"0001-01-01T00:00:00Z\""),
                        "/occurredAt"),
                field("a business date far away", PURCHASE.adding("\"businessDate\": \"2026-11-25\""), "/businessDate"),
                field("lines that are no list", PURCHASE.adding("\"lines\": {}"), "/lines"),
                field("a line that is no object", PURCHASE.adding("\"lines\": [7]"), "/lines/0"),
                field("a line without a SKU", lines(line.replace("\"sku\": \"a\", ", "")), "/lines/0/sku"),
                field("a line without a quantity", lines(line.replace("\"quantity\": 1, ", "")), "/lines/0/quantity"),
                field("a quantity with four decimals", lines(line.replace(": 1,", ": 0.0001,")), "/lines/0/quantity"),
                field("a huge quantity", lines(line.replace(": 1,", ": 1e20,")), "/lines/0/quantity"),
                field("a quantity that is a string", lines(line.replace(": 1,", ": \"1\",")), "/lines/0/quantity"),
                field("a line in another currency", lines(line.replace("EUR", "USD")), "/lines/0/amount/currency"),
                field(
                        "an unknown field of a line",
                        lines(line.replace("{\"sku\"", "{\"x\": 1, \"sku\"")),
                        "/lines/0/x"),
                field("too many lines", lines(String.join(",", Collections.nCopies(1_001, line))), "/lines"),
                field("lines that do not add up", lines(line + "," + line), "/total"),
                field(
                        "a charge that does not add up",
                        PURCHASE.adding("\"charges\": [" + charge("tax", 1) + "]"),
                        "/total"),
                field(
                        "a charge of an unknown kind",
                        PURCHASE.adding("\"charges\": [" + charge("gift", 4250) + "]"),
                        "/charges/0/kind"),
                field(
                        "too many charges",
                        PURCHASE.adding(
                                "\"charges\": [" + String.join(",", Collections.nCopies(51, charge("tax", 1))) + "]"),
                        "/charges"));
    }

    @TestFactory
    Stream<DynamicTest> redemptions() {
        return Stream.of(
                field("no id", REDEMPTION.without("redemptionId"), "/redemptionId"),
                field("no points", REDEMPTION.without("points"), "/points"),
                field("no points at all", REDEMPTION.replacing("points", "0"), "/points"),
                field("negative points", REDEMPTION.replacing("points", "-100"), "/points"),
                field("negative zero", REDEMPTION.replacing("points", "-0"), "/points"),
                field("half a point", REDEMPTION.replacing("points", "100.5"), "/points"),
                field("points that are a string", REDEMPTION.replacing("points", "\"100\""), "/points"),
                field("points that are true", REDEMPTION.replacing("points", "true"), "/points"),
                field("too many points", REDEMPTION.replacing("points", "1000000000001"), "/points"),
                field("points beyond 64 bits", REDEMPTION.replacing("points", "9223372036854775808"), "/points"),
                field(
                        "a business date far away",
                        REDEMPTION.adding("\"businessDate\": \"2020-01-01\""),
                        "/businessDate"),
                refused(
                        "fewer than the program's minimum",
                        REDEMPTION.replacing("points", "99"),
                        422,
                        "redemption-not-allowed",
                        null),
                refused("more than there are", REDEMPTION, 422, "insufficient-points", null));
    }

    @TestFactory
    Stream<DynamicTest> whatPurchasesWaitForAndArePaidWith() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : List.of(PURCHASE, QUOTE)) {
            tests.addAll(List.of(
                    field("an unknown event", call.adding("\"activateOn\": \"arrival\""), "/activateOn"),
                    field("an event in capitals", call.adding("\"activateOn\": \"PICKUP\""), "/activateOn"),
                    field("an event that is empty", call.adding("\"activateOn\": \"\""), "/activateOn"),
                    field("an event that is a number", call.adding("\"activateOn\": 1"), "/activateOn"),
                    field("paid with one that is no list", call.adding("\"paidWith\": \"web:1\""), "/paidWith"),
                    field("paid with a number", call.adding("\"paidWith\": [1]"), "/paidWith/0"),
                    field("paid with nothing at all", call.adding("\"paidWith\": [null]"), "/paidWith/0"),
                    field("paid with an object", call.adding("\"paidWith\": [\"web:1\", {}]"), "/paidWith/1"),
                    field("paid with a text", call.adding("\"paidWith\": [\"a b\"]"), "/paidWith/0"),
                    field("paid with nobody's", call.adding("\"paidWith\": [\"WEB:1\"]"), "/paidWith"),
                    field("paid with no id", call.adding("\"paidWith\": [\"web:\"]"), "/paidWith"),
                    field(
                            "paid with an id that is too long",
                            call.adding("\"paidWith\": [\"web:" + "a".repeat(65) + "\"]"),
                            "/paidWith"),
                    field(
                            "paid with an endless id",
                            call.adding("\"paidWith\": [\"web:" + "a".repeat(5_000) + "\"]"),
                            "/paidWith/0"),
                    field("paid with the same twice", call.adding("\"paidWith\": [\"web:1\", \"1\"]"), "/paidWith"),
                    field(
                            "paid with more than five",
                            call.adding("\"paidWith\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]"),
                            "/paidWith"),
                    refused(
                            "paid with what is unknown",
                            call.adding("\"paidWith\": [\"web:unknown\"]"),
                            422,
                            "redemption-not-usable",
                            null),
                    refused(
                            "paid with what is unknown somewhere",
                            call.adding("\"paidWith\": [\"a:b:c\"]"),
                            422,
                            "redemption-not-usable",
                            null)));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        List<DynamicTest> tests = new ArrayList<>(List.of(
                field("a hold that is true", REDEMPTION.adding("\"hold\": true"), "/hold"),
                field("a hold that is a time", REDEMPTION.adding("\"hold\": \"PT15M\""), "/hold"),
                field("an unknown field of a hold", REDEMPTION.adding("\"hold\": {\"x\": 1}"), "/hold/x"),
                field("no end of a hold", EXTENSION.with("{}"), "/expiresIn"),
                refused(
                        "more than there are",
                        REDEMPTION.adding("\"hold\": {\"expiresIn\": \"P7D\"}"),
                        422,
                        "insufficient-points",
                        null)));
        for (String wrong : List.of(
                "\"15m\"",
                "\"\"",
                "\"PT\"",
                "\"P1M\"",
                "\"PT0S\"",
                "\"PT0.999S\"",
                "\"-PT15M\"",
                "\"PT-15M\"",
                "\" PT15M\"",
                "\"PT99999999999999999H\"",
                "\"PT" + "0".repeat(5_000) + "1H\"",
                "900",
                "true",
                "{}")) {
            String shown = wrong.length() > 30 ? "of 5,000 characters" : wrong;
            tests.add(field(
                    "a duration " + shown,
                    REDEMPTION.adding("\"hold\": {\"expiresIn\": " + wrong + "}"),
                    "/hold/expiresIn"));
            tests.add(field("a duration " + shown, EXTENSION.with("{\"expiresIn\": " + wrong + "}"), "/expiresIn"));
        }
        for (String tooLong : List.of("P8D", "PT168H0.001S", "PT2562047788015215H30M7.999999999S")) {
            tests.add(field(
                    "a hold that is too long, " + tooLong,
                    REDEMPTION.adding("\"hold\": {\"expiresIn\": \"" + tooLong + "\"}"),
                    "/hold/expiresIn"));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> refunds() {
        String line = "{\"sku\": \"a\", \"amount\": {\"amount\": 4250, \"currency\": \"EUR\"}}";
        return Stream.of(
                field("no id", REFUND.without("refundId"), "/refundId"),
                field("an id with other characters", REFUND.replacing("refundId", "\"a/b\""), "/refundId"),
                field("no purchase", REFUND.without("purchase"), "/purchase"),
                field("a purchase that is a number", REFUND.replacing("purchase", "7"), "/purchase"),
                field("a purchase that is empty", REFUND.replacing("purchase", "\"\""), "/purchase"),
                field("a purchase with a blank", REFUND.replacing("purchase", "\"web: 1\""), "/purchase"),
                field("a purchase of no source", REFUND.replacing("purchase", "\":1\""), "/purchase"),
                field("a purchase of nobody", REFUND.replacing("purchase", "\"Web:1\""), "/purchase"),
                field("a purchase of two tills", REFUND.replacing("purchase", "\"a.b.c:1\""), "/purchase"),
                field(
                        "a purchase that is too long",
                        REFUND.replacing("purchase", "\"web:" + "a".repeat(65) + "\""),
                        "/purchase"),
                field(
                        "an endless purchase",
                        REFUND.replacing("purchase", "\"" + "a".repeat(5_000) + "\""),
                        "/purchase"),
                field("no total", REFUND.without("total"), "/total"),
                field(
                        "a negative total",
                        REFUND.replacing("total", "{\"amount\": -1, \"currency\": \"EUR\"}"),
                        "/total/amount"),
                field(
                        "another currency",
                        REFUND.replacing("total", "{\"amount\": 1, \"currency\": \"USD\"}"),
                        "/total/currency"),
                field("no time", REFUND.without("occurredAt"), "/occurredAt"),
                field("a wish that is a word", REFUND.adding("\"restorePoints\": \"yes\""), "/restorePoints"),
                field("a wait that is a number", REFUND.adding("\"waitForPurchase\": 1"), "/waitForPurchase"),
                field("a redemption to pay with", REFUND.adding("\"paidWith\": [\"web:1\"]"), "/paidWith"),
                field("lines that are no list", REFUND.adding("\"lines\": {}"), "/lines"),
                field(
                        "a line without a SKU",
                        REFUND.adding("\"lines\": [" + line.replace("\"sku\": \"a\", ", "") + "]"),
                        "/lines/0/sku"),
                field(
                        "a line below zero",
                        REFUND.adding("\"lines\": [" + line.replace("4250", "-1") + "]"),
                        "/lines/0/amount/amount"),
                field(
                        "a charge below zero",
                        REFUND.adding("\"charges\": [" + charge("tax", -1) + "]"),
                        "/charges/0/amount/amount"),
                field("lines that do not add up", REFUND.adding("\"lines\": [" + line + "," + line + "]"), "/total"),
                refused("an unknown purchase", REFUND, 404, "purchase-not-found", null),
                refused(
                        "an unknown purchase somewhere",
                        REFUND.replacing("purchase", "\"a:b:c\""),
                        404,
                        "purchase-not-found",
                        null));
    }

    @TestFactory
    Stream<DynamicTest> steps() {
        List<DynamicTest> tests = new ArrayList<>(List.of(
                field("no id", ACTIVATION.without("activationId"), "/activationId"),
                field("an id with a blank", ACTIVATION.replacing("activationId", "\"a b\""), "/activationId"),
                field("a total that is a number", ACTIVATION.replacing("total", "4250"), "/total"),
                field(
                        "a negative total",
                        ACTIVATION.replacing("total", "{\"amount\": -1, \"currency\": \"EUR\"}"),
                        "/total/amount"),
                field("no id", REVERSAL.without("reversalId"), "/reversalId"),
                field(
                        "an id that is too long",
                        REVERSAL.replacing("reversalId", "\"" + "a".repeat(65) + "\""),
                        "/reversalId"),
                field("a release in parts", RELEASE.adding("\"points\": 1"), "/points"),
                field("a void in parts", REDEMPTION_VOID.adding("\"points\": 1"), "/points"),
                field(
                        "a void in parts",
                        PURCHASE_VOID.adding("\"total\": {\"amount\": 1, \"currency\": \"EUR\"}"),
                        "/total")));
        for (Call call : List.of(CAPTURE, REVERSAL)) {
            for (String points : List.of("0", "-100", "-0", "0.5", "\"100\"", "true", "1000000000001", "1e2")) {
                tests.add(field("points " + points, call.replacing("points", points), "/points"));
            }
        }
        for (Call call : STEPS) {
            if (!call.body().contains("operator")) {
                tests.add(field("an operator with spaces", call.adding("\"operator\": \"Jo Doe\""), "/operator"));
            }
            if (!call.body().contains("businessDate")) {
                tests.add(field(
                        "a business date that is none",
                        call.adding("\"businessDate\": \"2026-02-30\""),
                        "/businessDate"));
            }
            boolean redemption = call.scope().equals("redemptions");
            if (!call.name().startsWith("void")) {
                tests.add(refused(
                        "what is unknown",
                        call,
                        404,
                        redemption ? "redemption-not-found" : "purchase-not-found",
                        null));
            }
        }
        return tests.stream();
    }

    /** No operation can have these ids; a step of one is refused before its body is read. */
    @TestFactory
    Stream<DynamicTest> idsInPaths() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String id : List.of(
                "a%20b",
                ":",
                ":b",
                "a:",
                "A:b",
                ".b:c",
                "a.:c",
                "a.b.c:d",
                "a_b:c",
                "%00",
                "a:%C3%A4",
                "a:b%3Fc",
                "a".repeat(33) + ":b",
                "a." + "b".repeat(33) + ":c",
                "a:" + "b".repeat(65),
                "a".repeat(65),
                "a".repeat(3_000))) {
            tests.add(path("GET", "/v1/purchases/" + id, 404, "purchase-not-found"));
            tests.add(path("POST", "/v1/purchases/" + id + "/void", 404, "purchase-not-found"));
            tests.add(path("POST", "/v1/purchases/" + id + "/activations", 404, "purchase-not-found"));
            tests.add(path("GET", "/v1/redemptions/" + id, 404, "redemption-not-found"));
            for (String step : List.of("extend", "capture", "release", "reversals", "void")) {
                tests.add(path("POST", "/v1/redemptions/" + id + "/" + step, 404, "redemption-not-found"));
            }
        }
        for (String id : List.of("a%2Fb", "a:b%2Fc")) {
            tests.add(path("GET", "/v1/purchases/" + id, 404, "not-found"));
            tests.add(path("POST", "/v1/purchases/" + id + "/void", 404, "not-found"));
            tests.add(path("GET", "/v1/redemptions/" + id, 404, "not-found"));
            tests.add(path("POST", "/v1/redemptions/" + id + "/capture", 404, "not-found"));
        }
        for (String id : List.of("a", "a:b", "a:b:c", "a.b:c", "a.b:c:d", "a:+@=~", "a:" + "b".repeat(64))) {
            tests.add(path("GET", "/v1/purchases/" + id, 404, "purchase-not-found"));
            tests.add(path("GET", "/v1/redemptions/" + id, 404, "redemption-not-found"));
            tests.add(path("POST", "/v1/redemptions/" + id + "/void", 400, "invalid-request"));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> upkeepToBeInvoked() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String function : List.of("AuditLedgerFunction", "RebuildAccountsFunction")) {
            tests.add(invoked(function, "an unknown field", "{\"x\": 1}", "/x"));
            tests.add(invoked(function, "a walk of no name", "{\"walk\": \"A B\"}", "/walk"));
            tests.add(invoked(function, "a restart that is a word", "{\"restart\": \"yes\"}", "/restart"));
            tests.add(invoked(function, "a force that is a number", "{\"force\": 1}", "/force"));
            tests.add(invoked(function, "a list", "[]", ""));
        }
        return tests.stream();
    }

    private static DynamicTest invoked(String function, String what, String payload, String pointer) {
        return dynamicTest(function + ": " + what, () -> {
            Answer answer = CLOUD.invoke(function, payload);

            assertThat(answer.code()).as(answer.text()).isEqualTo("invalid-request");
            assertThat(answer.list("errors").stream().map(error -> error.get("pointer")))
                    .contains(pointer);
            assertThat(answer.headers()).doesNotContainKey("x-amz-function-error");
        });
    }

    @TestFactory
    Stream<DynamicTest> adjustments() {
        return Stream.of(
                field("no id", ADJUSTMENT.without("adjustmentId"), "/adjustmentId"),
                field("no points", ADJUSTMENT.without("points"), "/points"),
                field("no points at all", ADJUSTMENT.replacing("points", "0"), "/points"),
                field("half a point", ADJUSTMENT.replacing("points", "0.5"), "/points"),
                field("too many points", ADJUSTMENT.replacing("points", "1000000000001"), "/points"),
                field("too few points", ADJUSTMENT.replacing("points", "-1000000000001"), "/points"),
                field("no reason", ADJUSTMENT.without("reasonCode"), "/reasonCode"),
                field("a reason in words", ADJUSTMENT.replacing("reasonCode", "\"a b\""), "/reasonCode"),
                field("a note that is too long", ADJUSTMENT.adding("\"note\": \"" + "a".repeat(501) + "\""), "/note"),
                refused(
                        "more than there are",
                        ADJUSTMENT.replacing("points", "-100"),
                        422,
                        "insufficient-points",
                        null));
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return Stream.of(
                query("no page", "/v1/members/%s/entries?limit=0", "limit"),
                query("too large a page", "/v1/members/%s/entries?limit=201", "limit"),
                query("a page that is no number", "/v1/members/%s/entries?limit=ten", "limit"),
                query("a limit twice", "/v1/members/%s/entries?limit=1&limit=2", "limit"),
                query("a cursor made up", "/v1/members/%s/entries?cursor=abc", "cursor"),
                query("a cursor with other characters", "/v1/members/%s/entries?cursor=%%00%%ff", "cursor"),
                query("an endless cursor", "/v1/members/%s/entries?cursor=" + "a".repeat(4_000), "cursor"),
                query("an unknown parameter", "/v1/members/%s/entries?surprise=1", "surprise"),
                query("no dates", "/v1/insights/daily", "from"),
                query("dates that are none", "/v1/insights/daily?from=today&to=tomorrow", "from"),
                query("dates the wrong way round", "/v1/insights/daily?from=2026-02-01&to=2026-01-01", "to"),
                query("more than a year", "/v1/insights/daily?from=2025-01-01&to=2026-06-01", "to"),
                query("far dates", "/v1/insights/daily?from=-999999999-01-01&to=%%2B999999999-12-31", "to"),
                query("years before time", "/v1/insights/daily?from=-2026-11-01&to=-2026-11-02", "from"),
                query("years after time", "/v1/insights/daily?from=%%2B12026-11-01&to=%%2B12026-11-02", "from"),
                query(
                        "a cursor of no day",
                        "/v1/insights/daily?from=2026-01-01&to=2026-01-02&cursor=OTk5OS05OS05OSNh",
                        "cursor"),
                query(
                        "a cursor of another day",
                        "/v1/insights/daily?from=2026-01-01&to=2026-01-02&cursor=MjAyNS0wMS0wMSNh",
                        "cursor"),
                query("an unknown parameter of a member", "/v1/members/%s?x=1", "x"),
                query("a source that is none", "/v1/insights/daily?from=2026-01-01&to=2026-01-02&source=A", "source"),
                query("an unknown parameter of daily", "/v1/insights/daily?from=2026-01-01&to=2026-01-02&x=1", "x"),
                query("no dates of journeys", "/v1/insights/journeys", "from"),
                query("journeys the wrong way round", "/v1/insights/journeys?from=2026-02-01&to=2026-01-01", "to"),
                query("journeys of more than a year", "/v1/insights/journeys?from=2025-01-01&to=2026-01-02", "to"),
                query(
                        "an unknown parameter of journeys",
                        "/v1/insights/journeys?from=2026-01-01&to=2026-01-02&source=web",
                        "source"),
                query("no events", "/v1/events?limit=0", "limit"),
                query("too many events", "/v1/events?limit=501", "limit"),
                query("a place in the feed made up", "/v1/events?after=abc", "after"),
                query("a place behind the feed's end", "/v1/events?after=OTk5OTk5OTk5OTk5OjA", "after"),
                query("a place behind a chunk's end", "/v1/events?after=MTo5OTk5OQ", "after"),
                query("an unknown parameter of events", "/v1/events?cursor=MTow", "cursor"),
                query("an unknown parameter of the trial balance", "/v1/insights/trial-balance?x=1", "x"));
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        return Stream.of(
                path("GET", "/v1/members/nobody", 404, "member-not-found"),
                path("GET", "/v1/members/m-aaaaaaaaaaaaaaaaaaaaaaaa", 404, "member-not-found"),
                path("GET", "/v1/members/m-aaaaaaaaaaaaaaaaaaaaaaaa/entries", 404, "member-not-found"),
                path("GET", "/v1/members/" + "x".repeat(3_000), 404, "member-not-found"),
                path("GET", "/v1/members/%00", 404, "member-not-found"),
                path("GET", "/v1/members/a%2Fentries", 404, "member-not-found"),
                path("GET", "/", 404, "not-found"),
                path("GET", "/v2/members", 404, "not-found"),
                path("POST", "/v1/members/a/b/c", 404, "not-found"),
                path("GET", "/v1/members", 405, "method-not-allowed"),
                path("PUT", "/v1/members", 405, "method-not-allowed"),
                path("GET", "/v1/program/versions/0", 404, "not-found"),
                path("GET", "/v1/program/versions/99999999999", 404, "not-found"),
                path("GET", "/v1/program/versions/one", 404, "not-found"),
                path("POST", "/v1/program", 405, "method-not-allowed"),
                path("GET", "/v1/purchases", 405, "method-not-allowed"),
                path("POST", "/v1/purchases/web:1", 405, "method-not-allowed"),
                path("DELETE", "/v1/redemptions/web:1", 405, "method-not-allowed"),
                path("GET", "/v1/purchases/web:1/void", 405, "method-not-allowed"),
                path("GET", "/v1/purchases/web:1/activations", 405, "method-not-allowed"),
                path("PUT", "/v1/redemptions/web:1/capture", 405, "method-not-allowed"),
                path("GET", "/v1/refunds", 405, "method-not-allowed"),
                path("GET", "/v1/refunds/web:1", 404, "not-found"),
                path("POST", "/v1/purchases/web:1/refunds", 404, "not-found"),
                path("POST", "/v1/redemptions/web:1/Capture", 404, "not-found"),
                path("POST", "/v1/redemptions//capture", 404, "not-found"),
                path("DELETE", "/v1/redemptions", 405, "method-not-allowed"),
                path("POST", "/health", 405, "method-not-allowed"),
                path("POST", "/v1/insights/daily", 405, "method-not-allowed"));
    }

    @TestFactory
    Stream<DynamicTest> keysToBeIssued() {
        String good = """
                {"source": {"id": "new", "channel": "online", "name": "New", "timeZone": "Europe/Berlin", "country": "DE"},
                 "terminal": "till-1", "scopes": ["members"]}""";
        return Stream.of(
                keyRequest("an unknown field", good.replace("\"terminal\"", "\"till\""), "/till"),
                keyRequest("no source", "{\"scopes\": [\"members\"]}", "/source"),
                keyRequest("a source with a dot", good.replace("\"new\"", "\"a.b\""), "/source/id"),
                keyRequest("an unknown channel", good.replace("\"online\"", "\"phone\""), "/source/channel"),
                keyRequest("an unknown zone", good.replace("Europe/Berlin", "Mars/Base"), "/source/timeZone"),
                keyRequest("an unknown country", good.replace("\"DE\"", "\"XX\""), "/source/country"),
                keyRequest("a terminal with a colon", good.replace("till-1", "a:b"), "/terminal"),
                keyRequest("no scope", good.replace("[\"members\"]", "[]"), "/scopes"),
                keyRequest("an unknown scope", good.replace("[\"members\"]", "[\"all\"]"), "/scopes"),
                keyRequest("a source that is another", good.replace("\"new\"", "\"web\""), "/source"));
    }

    @Test
    void everyFaultOfABodyIsToldAtOnce() {
        Answer answer = CLOUD.post(
                KEY,
                "/v1/purchases",
                "{\"purchaseId\": \"a b\", \"total\": {\"amount\": -1, \"currency\": \"X\"}, \"y\": 1}");

        assertThat(answer.list("errors").stream().map(error -> error.get("pointer")))
                .containsExactlyInAnyOrder(
                        "/purchaseId", "/member", "/total/amount", "/total/currency", "/occurredAt", "/y");
    }

    private static Call total(String amount, String currency) {
        return PURCHASE.replacing("total", "{\"amount\": " + amount + ", \"currency\": \"" + currency + "\"}");
    }

    private static Call lines(String lines) {
        return PURCHASE.adding("\"lines\": [" + lines + "]");
    }

    private static String charge(String kind, long amount) {
        return "{\"kind\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(kind, amount);
    }

    private static DynamicTest field(String what, Call call, String pointer) {
        return refused(what, call, 400, "invalid-request", pointer);
    }

    private static DynamicTest refused(String what, Call call, int status, String code, String pointer) {
        return dynamicTest(call.name() + ": " + what, () -> {
            long before = CLOUD.items();

            Answer answer = CLOUD.post(KEY, call.path(), call.body());

            isProblem(answer, status, code);
            if (pointer != null) {
                assertThat(answer.list("errors").stream().map(error -> error.get("pointer")))
                        .contains(pointer);
            }
            assertThat(CLOUD.items()).as("items in the tables").isEqualTo(before);
        });
    }

    private static List<DynamicTest> unauthorized(String what, String method, String path, String body, String scope) {
        String bad = "tsk_" + "a".repeat(16) + "_" + "a".repeat(52);
        String wrongSecret = KEY.substring(0, KEY.length() - 1) + (KEY.endsWith("a") ? "b" : "a");
        Set<String> others = new TreeSet<>(Set.of(
                "members",
                "purchases",
                "redemptions",
                "adjustments",
                "insights",
                "refunds",
                "setup",
                "program",
                "any-source"));
        others.remove(scope);
        return List.of(
                answered(what + ": no key", method, path, Map.of(), body, 401, "unauthenticated"),
                answered(
                        what + ": an empty header",
                        method,
                        path,
                        Map.of("Authorization", ""),
                        body,
                        401,
                        "unauthenticated"),
                answered(what + ": an unknown key", method, path, bearer(bad), body, 401, "unauthenticated"),
                answered(what + ": a wrong secret", method, path, bearer(wrongSecret), body, 401, "unauthenticated"),
                answered(
                        what + ": half a key",
                        method,
                        path,
                        bearer(KEY.substring(0, 30)),
                        body,
                        401,
                        "unauthenticated"),
                answered(
                        what + ": a key in Basic",
                        method,
                        path,
                        Map.of("Authorization", "Basic " + KEY),
                        body,
                        401,
                        "unauthenticated"),
                answered(
                        what + ": a key without the scope",
                        method,
                        path,
                        bearer(CLOUD.key("web", others)),
                        body,
                        403,
                        "forbidden"),
                answered(
                        what + ": without the scope nothing else is looked at",
                        method,
                        path,
                        bearer(CLOUD.key("web", others)),
                        method.equals("POST") ? "not JSON" : "",
                        403,
                        "forbidden"));
    }

    private static DynamicTest query(String what, String path, String parameter) {
        return dynamicTest("query: " + what, () -> {
            Answer answer = CLOUD.get(KEY, path.formatted(memberId));

            isProblem(answer, 400, "invalid-request");
            assertThat(answer.list("errors").stream().map(error -> error.get("parameter")))
                    .contains(parameter);
        });
    }

    private static DynamicTest path(String method, String path, int status, String code) {
        String shown = path.length() > 60 ? path.substring(0, 60) + "…" : path;
        return answered(method + " " + shown, method, path, bearer(KEY), "", status, code);
    }

    private static DynamicTest answered(
            String what,
            String method,
            String path,
            Map<String, String> headers,
            String body,
            int status,
            String code) {
        return dynamicTest(what, () -> {
            Answer answer = CLOUD.send(method, path, headers, body);

            isProblem(answer, status, code);
            if (status == 401) {
                assertThat(answer.headers()).containsKey("www-authenticate");
            }
            if (status == 405) {
                assertThat(answer.headers()).containsKey("allow");
            }
        });
    }

    private static DynamicTest keyRequest(String what, String payload, String pointer) {
        return dynamicTest("issue a key: " + what, () -> {
            long before = CLOUD.items();

            Answer answer = CLOUD.issueKey(payload);

            assertThat(answer.code()).isEqualTo("invalid-request");
            assertThat(answer.list("errors").stream().map(error -> error.get("pointer")))
                    .contains(pointer);
            assertThat(answer.headers()).doesNotContainKey("x-amz-function-error");
            assertThat(CLOUD.items()).isEqualTo(before);
        });
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    private static void isProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body())
                .containsEntry("type", "urn:tallystick:problem:" + code)
                .containsEntry("status", status)
                .containsKeys("title", "detail", "retryable");
        assertThat(answer.text())
                .doesNotContain("dev.tallystick", "java.", "Exception", "tallystick-prod", "software.amazon");
    }
}
