package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program read, quoted by and replaced, on a system of its own since its rules are everybody's. */
class ProgramTest {

    private static Cloud cloud;
    private static String admin;
    private static String web;
    private static String store;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(Cloud.dataDirectory());
        admin = cloud.key("office");
        web = cloud.key("web");
        store = cloud.key("store-1");
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
                "\"brand\":                   | \"limits\":{\"pointsPerMemberAndDay\":1},\"brand\": | /limits/pointsPerMemberAndDay",
                "\"brand\":                   | \"bonuses\":[{\"id\":\"a\",\"name\":\"A\"}],\"brand\": | /bonuses/0",
                "\"brand\":                   | \"bonuses\":[{\"id\":\"a\",\"name\":\"A\",\"percent\":10,\"channels\":[\"shop\"]}],\"brand\": | /bonuses/0/channels",
                "\"expiry\":                  | \"hold\":{\"defaultMinutes\":20,\"maximumMinutes\":10080},\"expiry\": | /hold/defaultMinutes",
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
        String changed = current.text()
                .replaceFirst("\"bonuses\":\\[.*?],\"brand\"", "\"brand\"")
                .replace("\"brand\":", bonuses);
        Answer replaced =
                put(changed, Map.of("If-Match", current.headers().get("etag").getFirst()));
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
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

    private static Answer put(String program, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + admin);
        return cloud.send("PUT", "/v1/program", all, program);
    }
}
