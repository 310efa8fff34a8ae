package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program read, quoted by and replaced, on a system of its own since its rules are everybody's. */
@OwnCloud
class ProgramTest {

    private static Cloud cloud;
    private static String admin;
    private static String web;
    private static String store;
    private static Shop webShop;
    private static Shop storeShop;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(Cloud.dataDirectory());
        admin = cloud.key("office");
        web = cloud.key("web");
        store = cloud.key("store-1");
        webShop = cloud.shop("web");
        storeShop = cloud.shop("store-1");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void aProgramIsReplacedUnderItsEtagAndEveryVersionIsKept() {
        Answer first = cloud.get(admin, "/v1/program");
        String etag = first.headers().get("etag").getFirst();
        String changed = first.text().replaceFirst("\"name\":\"[^\"]*\"", "\"name\":\"Stick and stock\"");

        assertThat(put(changed, Map.of()).code()).isEqualTo("precondition-required");
        assertThat(put(changed, Map.of()).status()).isEqualTo(428);
        Answer replaced = put(changed, Map.of("If-Match", etag));
        Answer lost = put(changed.replace("Stick and stock", "Other"), Map.of("If-Match", etag));
        Answer again = put(changed, Map.of("If-Match", etag));

        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(replaced.headers().get("etag")).isNotEqualTo(List.of(etag));
        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.code()).isEqualTo("precondition-failed");
        assertThat(again.status())
                .as("what is in force already is no new version")
                .isEqualTo(200);
        assertThat(again.body()).isEqualTo(replaced.body());
        assertThat(cloud.get(admin, "/v1/program").body()).isEqualTo(replaced.body());
        assertThat(cloud.get(admin, "/v1/program/versions/" + first.number("version"))
                        .body())
                .isEqualTo(first.body());
    }

    /** A change of the shipped program's JSON, and the field that is at fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"perAmount\":100            | \"perAmount\":0                     | /earn/perAmount",
                "\"months\":24                | \"months\":37                       | /expiry/months",
                "\"graceDays\":30             | \"graceDays\":91                    | /expiry/graceDays",
                "\"earnPercent\":125          | \"earnPercent\":99                  | /tiers/1/earnPercent",
                "\"threshold\":1000           | \"threshold\":5000                  | /tiers",
                "\"id\":\"silver\"            | \"id\":\"gold\"                     | /tiers",
                "\"timeZone\":\"UTC\"         | \"timeZone\":\"Mars/Base\"          | /timeZone",
                "\"currency\":\"EUR\"         | \"currency\":\"euro\"               | /currency",
                "\"offlineMaxPoints\":0      | \"offlineMaxPoints\":-1            | /redeem/offlineMaxPoints",
                "\"offlineMaxPoints\":0      | \"offlineMaxPoints\":1000000000001 | /redeem/offlineMaxPoints",
                "\"online\":false           | \"online\":1                     | /redeem/requireMemberCode/online",
                "\"in_store\":false         | \"in_store\":\"true\"            | /redeem/requireMemberCode/in_store",
                "\"in_store\":false         | \"in_store\":false,\"office\":true | /redeem/requireMemberCode/office",
                "\"online\":0                | \"online\":35                    | /earn/pendingDays/online",
                "\"online\":0                | \"online\":-1                    | /earn/pendingDays/online",
                "\"online\":0                | \"online\":0.5                   | /earn/pendingDays/online",
                "\"in_store\":0              | \"in_store\":35                  | /earn/pendingDays/in_store",
                "\"in_store\":0              | \"in_store\":\"1\"               | /earn/pendingDays/in_store",
                "\"in_store\":0              | \"in_store\":0,\"office\":1       | /earn/pendingDays/office",
                "\"defaultMinutes\":15       | \"defaultMinutes\":0             | /hold/defaultMinutes",
                "\"defaultMinutes\":15       | \"defaultMinutes\":true          | /hold/defaultMinutes",
                "\"defaultMinutes\":15       | \"defaultMinutes\":10081         | /hold/maximumMinutes",
                "\"maximumMinutes\":10080    | \"maximumMinutes\":14            | /hold/maximumMinutes",
                "\"maximumMinutes\":10080    | \"maximumMinutes\":1000000000    | /hold/maximumMinutes",
                "\"maximumMinutes\":10080    | \"maximumMinutes\":60,\"x\":1     | /hold/x",
                "\"limits\":{}               | \"limits\":{\"pointsPerMemberAndDay\":0} | /limits/pointsPerMemberAndDay",
                "\"limits\":{}               | \"limits\":{\"pointsPerMemberAndDay\":1000000000001} | /limits/pointsPerMemberAndDay",
                "\"limits\":{}               | \"limits\":{\"redemptionsPerMemberAndHour\":0} | /limits/redemptionsPerMemberAndHour",
                "\"limits\":{}               | \"limits\":{\"redemptionsPerMemberAndHour\":1.5} | /limits/redemptionsPerMemberAndHour",
                "\"limits\":{}               | \"limits\":{\"pointsPerMemberAndYear\":1} | /limits/pointsPerMemberAndYear",
                "\"limits\":{}               | \"limits\":[1]                   | /limits",
                "\"brand\":                   | \"bonuses\":[{\"id\":\"a\",\"name\":\"A\"}],\"brand\": | /bonuses/0",
                "\"brand\":                   | \"bonuses\":[{\"id\":\"a\",\"name\":\"A\",\"percent\":10,\"channels\":[\"shop\"]}],\"brand\": | /bonuses/0/channels",
            })
    void aProgramThatMakesNoSenseIsRefusedByField(String from, String to, String pointer) {
        Answer current = cloud.get(admin, "/v1/program");
        assertThat(current.text()).contains(from);

        Answer refused = put(
                current.text().replace(from, to),
                Map.of("If-Match", current.headers().get("etag").getFirst()));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.list("errors").stream().map(error -> error.get("pointer")))
                .contains(pointer);
        assertThat(cloud.get(admin, "/v1/program").body()).isEqualTo(current.body());
    }

    @Test
    void aQuoteIsWhatThePurchaseThenGivesAndTheFirstInTheOtherChannelIsRewarded() {
        Answer current = cloud.get(admin, "/v1/program");
        String bonuses = """
                "bonuses": [
                 {"id": "crossing", "name": "Welcome here too", "points": 50, "perAmount": 1000, "first": "other_channel",
                  "maximumPoints": 120},
                 {"id": "coffee", "name": "Coffee weeks", "percent": 100, "categories": ["coffee"], "channels": ["in_store"]}],
                "brand":""";
        try (Replaced _ = replacing(current.text().replace("\"brand\":", bonuses))) {
            theFirstInTheOtherChannelIsRewarded();
        }
    }

    private static void theFirstInTheOtherChannelIsRewarded() {
        String phone = "+4930" + (10_000_000 + System.nanoTime() % 80_000_000);
        cloud.post(web, "/v1/members", "{\"enrolmentId\": \"" + Cloud.freshId() + "\", \"phone\": \"" + phone + "\"}");
        String goods = """
                "member": {"phone": "%s"}, "total": {"amount": 5000, "currency": "EUR"}, "lines": [
                 {"sku": "a", "category": "coffee", "quantity": 1.0000, "amount": {"amount": 2000, "currency": "EUR"}},
                 {"sku": "b", "quantity": 0.5, "amount": {"amount": 3000, "currency": "EUR"}}], "charges": []}""".formatted(phone);
        String at = ", \"occurredAt\": \"" + Instant.now() + "\"}";

        Answer online = cloud.post(
                web,
                "/v1/purchases",
                "{\"purchaseId\": \"" + Cloud.freshId() + "\", \"paidWith\": [], " + goods.replaceAll("}$", at));
        long before = cloud.items();
        Answer quote = cloud.post(store, "/v1/quotes", "{" + goods);
        assertThat(cloud.items()).as("a quote changes nothing").isEqualTo(before);
        Answer bought = cloud.post(
                store, "/v1/purchases", "{\"purchaseId\": \"" + Cloud.freshId() + "\", " + goods.replaceAll("}$", at));

        assertThat(online.number("earned.points")).isEqualTo(50);
        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        assertThat(bought.number("earned.points")).isEqualTo(50 + 120 + 20);
        assertThat(quote.at("earn.points")).isEqualTo(bought.at("earned.points"));
        assertThat(quote.at("earn.breakdown")).isEqualTo(bought.at("earned.breakdown"));
        assertThat(bought.at("earned.breakdown"))
                .isEqualTo(List.of(
                        Map.of("rule", "base", "points", 50),
                        Map.of("rule", "bonus:crossing", "name", "Welcome here too", "points", 120, "cappedFrom", 250),
                        Map.of("rule", "bonus:coffee", "name", "Coffee weeks", "points", 20)));
        assertThat(quote.at("redeem"))
                .isEqualTo(Map.of(
                        "maxPoints", 0, "value", Map.of("amount", 0, "currency", "EUR"), "limitedBy", "minimum"));
        assertThat(cloud.post(store, "/v1/quotes", "{" + goods).at("redeem"))
                .isEqualTo(Map.of(
                        "maxPoints", 240, "value", Map.of("amount", 240, "currency", "EUR"), "limitedBy", "balance"));
    }

    @Test
    void pendingDaysHoldsAndLimitsAreReadAsTheyWereReplaced() {
        Answer before = cloud.get(admin, "/v1/program");
        assertThat(before.at("earn.pendingDays")).isEqualTo(Map.of("online", 0, "in_store", 0));
        assertThat(before.at("hold")).isEqualTo(Map.of("defaultMinutes", 15, "maximumMinutes", 10_080));
        assertThat(before.at("limits")).isEqualTo(Map.of());

        try (Replaced replaced = replacing(before.text()
                .replace("\"online\":0", "\"online\":14")
                .replace("\"in_store\":0", "\"in_store\":34")
                .replace(
                        "\"defaultMinutes\":15,\"maximumMinutes\":10080", "\"defaultMinutes\":30,\"maximumMinutes\":60")
                .replace(
                        "\"limits\":{}",
                        "\"limits\":{\"pointsPerMemberAndDay\":500,\"redemptionsPerMemberAndHour\":3}"))) {
            Answer now = cloud.get(admin, "/v1/program");

            assertThat(now.at("earn.pendingDays")).isEqualTo(Map.of("online", 14, "in_store", 34));
            assertThat(now.at("hold")).isEqualTo(Map.of("defaultMinutes", 30, "maximumMinutes", 60));
            assertThat(now.at("limits"))
                    .isEqualTo(Map.of("pointsPerMemberAndDay", 500, "redemptionsPerMemberAndHour", 3));
            assertThat(now.number("version")).isEqualTo(replaced.version());
            assertThat(cloud.get(admin, "/v1/program/versions/" + before.number("version"))
                            .body())
                    .isEqualTo(before.body());
        }
        Answer without = cloud.get(admin, "/v1/program");
        assertThat(put(
                                without.text()
                                        .replaceFirst("\"limits\":\\{},", "")
                                        .replaceFirst("\"hold\":\\{[^}]*},", ""),
                                Map.of("If-Match", without.headers().get("etag").getFirst()))
                        .body())
                .as("a default given is the same as left out")
                .isEqualTo(without.body());
    }

    @Test
    void pointsBecomeActiveAfterTheDaysThatTheirChannelWaits() {
        String member = webShop.enrol();
        String program = cloud.get(admin, "/v1/program").text();

        try (Replaced _ = replacing(program.replace("\"online\":0", "\"online\":14"))) {
            Answer quote = webShop.quote(member, 10_000, "");
            Answer online = webShop.buy(Cloud.freshId(), member, 10_000);
            Answer inStore = storeShop.buy(Cloud.freshId(), member, 10_000);
            Answer onPickup = webShop.buy(Cloud.freshId(), member, 10_000, "\"activateOn\": \"pickup\"");

            assertThat(online.at("earned.status")).isEqualTo("pending");
            Instant activatesAt = Instant.parse(String.valueOf(online.at("earned.activatesAt")));
            Instant at = Instant.parse(
                    String.valueOf(webShop.entries(member, 4).get(2).get("at")));
            assertThat(activatesAt)
                    .as("the beginning of that day in the program's zone")
                    .isEqualTo(at.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(14)));
            assertThat(online.at("balance")).isEqualTo(Shop.balance(0, 0, 100, 0));
            assertThat(quote.at("earn.points")).isEqualTo(online.at("earned.points"));
            assertThat(inStore.at("earned.status")).as("nothing waits there").isEqualTo("active");
            assertThat(inStore.at("balance")).isEqualTo(Shop.balance(100, 0, 100, 0));
            assertThat(onPickup.at("earned.status")).isEqualTo("pending");
            assertThat(onPickup.at("earned.activatesAt"))
                    .as("an event is waited for instead of a day")
                    .isNull();
            Answer shown = storeShop.purchase(String.valueOf(online.at("id")));
            assertThat(shown.at("status")).isEqualTo("pending");
            assertThat(shown.at("earned.activatesAt")).isEqualTo(activatesAt.toString());
        }
    }

    @Test
    void aHoldLastsAsLongAsTheProgramSaysAndAtMost() {
        String member = webShop.enrolWith(1_000);
        String program = cloud.get(admin, "/v1/program").text();

        try (Replaced _ = replacing(program.replace(
                "\"defaultMinutes\":15,\"maximumMinutes\":10080", "\"defaultMinutes\":30,\"maximumMinutes\":60"))) {
            Answer usual = webShop.redeem("usual", member, 100, "\"hold\": {}");
            Answer tooLong = webShop.hold("too-long", member, 100, "PT61M");
            Answer extendedTooFar = webShop.redemption("usual", "extend", "{\"expiresIn\": \"PT61M\"}");
            Answer extended = webShop.redemption("usual", "extend", "{\"expiresIn\": \"PT60M\"}");

            assertThat(Duration.between(
                            Instant.parse(String.valueOf(
                                    webShop.entries(member, 4).get(1).get("at"))),
                            Instant.parse(String.valueOf(usual.at("expiresAt")))))
                    .isEqualTo(Duration.ofMinutes(30));
            assertThat(tooLong.status()).isEqualTo(400);
            assertThat(tooLong.list("errors").getFirst()).containsEntry("pointer", "/hold/expiresIn");
            assertThat(extendedTooFar.status()).isEqualTo(400);
            assertThat(extended.status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsEarnedOnADayIsCutWithALineThatSaysSo() {
        String member = webShop.enrol();
        String program = cloud.get(admin, "/v1/program").text();

        try (Replaced _ = replacing(program.replace("\"limits\":{}", "\"limits\":{\"pointsPerMemberAndDay\":150}"))) {
            Answer first = webShop.buy("day-1", member, 10_000);
            Answer quote = storeShop.quote(member, 10_000, "");
            Answer second = storeShop.buy("day-2", member, 10_000);
            Answer third = storeShop.buy("day-3", member, 10_000);
            Answer yesterday = storeShop.buy(
                    "day-4",
                    member,
                    10_000,
                    "\"businessDate\": \"%s\""
                            .formatted(LocalDate.ofInstant(storeShop.happenedAt(), ZoneId.of("Europe/Berlin"))
                                    .minusDays(1)));
            Answer refunded = storeShop.refund("r", "day-2", 10_000);
            Answer fifth = storeShop.buy("day-5", member, 10_000);

            assertThat(first.number("earned.points")).isEqualTo(100);
            assertThat(second.number("earned.points")).isEqualTo(50);
            assertThat(second.at("earned.breakdown"))
                    .isEqualTo(
                            List.of(Map.of("rule", "base", "points", 100), Map.of("rule", "limit:day", "points", -50)));
            assertThat(quote.at("earn.breakdown")).isEqualTo(second.at("earned.breakdown"));
            assertThat(third.number("earned.points")).isZero();
            assertThat(third.at("earned.status")).isEqualTo("active");
            assertThat(yesterday.number("earned.points"))
                    .as("by the business day")
                    .isEqualTo(100);
            assertThat(refunded.number("clawedBack")).isEqualTo(50);
            assertThat(fifth.number("earned.points"))
                    .as("what came back leaves room again")
                    .isEqualTo(50);
        }
    }

    @Test
    void moreRedemptionsInAnHourThanTheProgramAllowsHaveToWait() {
        String member = webShop.enrolWith(1_000);
        String program = cloud.get(admin, "/v1/program").text();

        try (Replaced _ =
                replacing(program.replace("\"limits\":{}", "\"limits\":{\"redemptionsPerMemberAndHour\":1}"))) {
            List<Answer> accepted = new ArrayList<>();
            Answer answer = webShop.hold("hour-0", member, 100, "PT15M");
            while (answer.status() == 201) {
                accepted.add(answer);
                answer = webShop.hold("hour-" + accepted.size(), member, 100, "PT15M");
            }

            assertThat(accepted).as("the hour ends but once").hasSizeBetween(1, 2);
            assertThat(answer.status()).as(answer.text()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("limit-reached");
            assertThat(answer.at("retryable")).isEqualTo(true);
            assertThat(Integer.parseInt(answer.headers().get("retry-after").getFirst()))
                    .isBetween(1, 3_600);
            Answer again = webShop.hold("hour-0", member, 100, "PT15M");
            assertThat(again.status()).as("a limit hides no replay").isEqualTo(200);
            assertThat(again.body()).isEqualTo(accepted.getFirst().body());
            assertThat(webShop.redemption("hour-0", "capture", "{}").status())
                    .as("a capture is no further redemption")
                    .isEqualTo(200);
        }
    }

    @Test
    void linesThatComeBackTakeWithThemWhatTheyEarned() {
        String member = webShop.enrol();
        String program = cloud.get(admin, "/v1/program").text();
        String coffee = """
                {"sku": "a", "category": "coffee", "quantity": 1, "amount": {"amount": 2000, "currency": "EUR"}}""";
        String cup = """
                {"sku": "b", "quantity": 1, "amount": {"amount": 3000, "currency": "EUR"}}""";

        try (Replaced _ = replacing(program.replace("\"brand\":", """
                "bonuses": [{"id": "coffee", "name": "Coffee weeks", "percent": 100, "categories": ["coffee"]}], "brand":"""))) {
            storeShop.buy("lines", member, 5_000, "\"lines\": [" + coffee + ", " + cup + "]");
            Answer coffeeBack = webShop.refund(
                    "r-1", "store-1:lines", 1_000, "\"lines\": [" + coffee.replace("2000", "1000") + "]");
            Answer tooMuchCoffee = webShop.refund(
                    "r-2", "store-1:lines", 1_001, "\"lines\": [" + coffee.replace("2000", "1001") + "]");
            Answer tea =
                    webShop.refund("r-3", "store-1:lines", 4_000, "\"lines\": [" + cup.replace("3000", "4000") + "]");
            Answer cupBack = webShop.refund("r-4", "store-1:lines", 3_000, "\"lines\": [" + cup + "]");
            Answer rest = webShop.refund("r-5", "store-1:lines", 1_000);

            assertThat(coffeeBack.status()).as(coffeeBack.text()).isEqualTo(201);
            assertThat(coffeeBack.number("clawedBack")).isEqualTo(20);
            assertThat(tooMuchCoffee.status()).isEqualTo(422);
            assertThat(tooMuchCoffee.code()).isEqualTo("refund-exceeds-purchase");
            assertThat(tea.code()).isEqualTo("refund-exceeds-purchase");
            assertThat(cupBack.number("clawedBack")).isEqualTo(30);
            assertThat(rest.number("clawedBack")).isEqualTo(20);
            assertThat(storeShop.purchase("lines").number("kept")).isZero();
        }
    }

    @Test
    void currencyAndZoneAreFixedOnceThereIsAnEntry() {
        cloud.post(web, "/v1/members", "{\"enrolmentId\": \"" + Cloud.freshId() + "\"}");
        Answer current = cloud.get(admin, "/v1/program");
        Map<String, String> ifMatch =
                Map.of("If-Match", current.headers().get("etag").getFirst());

        Answer zone = put(current.text().replace("\"UTC\"", "\"Europe/Berlin\""), ifMatch);
        Answer currency = put(current.text().replace("\"EUR\"", "\"USD\""), ifMatch);

        assertThat(zone.list("errors").getFirst()).containsEntry("pointer", "/timeZone");
        assertThat(currency.list("errors").getFirst()).containsEntry("pointer", "/currency");
    }

    /** A program in force until it is closed; then the one before is again. */
    private record Replaced(String before, long version) implements AutoCloseable {

        @Override
        public void close() {
            assertThat(putCurrent(before).status()).isEqualTo(200);
        }
    }

    private static Replaced replacing(String program) {
        Answer before = cloud.get(admin, "/v1/program");
        assertThat(program).as("it is changed").isNotEqualTo(before.text());
        Answer replaced = putCurrent(program);
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        return new Replaced(before.text(), replaced.number("version"));
    }

    private static Answer putCurrent(String program) {
        return put(
                program,
                Map.of(
                        "If-Match",
                        cloud.get(admin, "/v1/program").headers().get("etag").getFirst()));
    }

    private static Answer put(String program, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + admin);
        return cloud.send("PUT", "/v1/program", all, program);
    }
}
