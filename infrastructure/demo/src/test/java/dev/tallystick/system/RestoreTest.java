package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A restore as docs/operations.md describes it: tables come back under new names, the Members table as it was some time before
 * the Ledger, and the commands of upkeep make whole what lies between.
 */
@OwnCloud
class RestoreTest {

    private static final Map<String, String> RESTORED = Map.of(
            "Ledger", "tallystick-prod-ledger-2",
            "Members", "tallystick-prod-members-2",
            "Insights", "tallystick-prod-insights-2");

    private final Path data = Cloud.dataDirectory();

    @Test
    void afterARestoreTheAccountsAreWhatTheLedgerSays() throws InterruptedException {
        Cloud lost = Cloud.start(data);
        Shop web = lost.shop("web");
        String office = lost.key("office");
        String robin = web.enrolWith(500);
        String kim = web.enrolWith(300);
        assertThat(web.buy("before", robin, 10_000).status()).isEqualTo(201);
        String lee = named(web, "Lee Who Left");
        List<Map<String, Object>> members = items(lost, "tallystick-prod-members");
        String sam = web.enrolWith(700);
        assertThat(web.buy("after", robin, 20_000).status()).isEqualTo(201);
        assertThat(web.redeem("spent", robin, 250).status()).isEqualTo(201);
        assertThat(web.hold("held", kim, 100, "PT1H").status()).isEqualTo(201);
        assertThat(erase(web, lee)).isEqualTo(204);
        Map<String, Object> balances = balances(web, robin, kim, sam);
        List<Map<String, Object>> ledger = items(lost, "tallystick-prod-ledger");
        Answer books = lost.booksThatCountEverything();
        lost.stop();

        Cloud restored = Cloud.startOnTables(data, RESTORED);
        put(restored, RESTORED.get("Members"), members);
        put(restored, RESTORED.get("Ledger"), ledger);
        Shop shop = new Shop(restored, web.key(), web.happenedAt());
        Answer damaged = walk(restored, "AuditLedgerFunction");
        Answer rebuilt = walk(restored, "RebuildAccountsFunction");
        Answer audited = walk(restored, "AuditLedgerFunction");

        assertThat(damaged.number("differing")).as(damaged.text()).isEqualTo(3);
        assertThat(List.of(rebuilt.number("rebuilt"), rebuilt.number("broken"), rebuilt.number("ahead")))
                .as(rebuilt.text())
                .containsExactly(4L, 0L, 0L);
        assertThat(audited.number("differing")).as(audited.text()).isZero();
        assertThat(audited.number("members")).as(audited.text()).isEqualTo(4);
        assertThat(balances(shop, robin, kim, sam)).isEqualTo(balances);
        theBooksAre(books, restored, office, ledger.size());
        countAnew(restored);
        theBooksAre(books, restored, office, ledger.size());

        assertThat(items(restored, RESTORED.get("Members")).toString()).contains("Lee Who Left");
        assertThat(erase(shop, lee)).isEqualTo(204);
        assertThat(items(restored, RESTORED.get("Members")).toString())
                .as("who was erased after the backup is erased again")
                .doesNotContain("Lee Who Left");
        assertThat(shop.buy("after", robin, 20_000).replayed()).isTrue();
        assertThat(shop.redemption("web:held", "capture", "{}").status()).isEqualTo(200);
        assertThat(shop.buy("new", sam, 5_000).status()).isEqualTo(201);
        assertThat(walk(restored, "AuditLedgerFunction").number("differing")).isZero();
        restored.stop();
    }

    private static void theBooksAre(Answer books, Cloud restored, String office, long entries) {
        Answer figures = Cloud.eventually(
                () -> restored.get(office, "/v1/insights/trial-balance"), found -> found.number("entries") == entries);
        books.body().keySet().stream()
                .filter(name -> !name.equals("asOf"))
                .forEach(name -> assertThat(figures.at(name)).as(name).isEqualTo(books.at(name)));
    }

    private static void countAnew(Cloud restored) {
        restored.invoke("RebuildInsightsFunction", "{\"restart\": true, \"marginSeconds\": 1}");
        Cloud.eventually(
                () -> restored.invoke("RebuildInsightsFunction", "{\"marginSeconds\": 1}"),
                report -> Boolean.TRUE.equals(report.at("done")));
    }

    private static String named(Shop shop, String name) {
        Answer enrolled =
                shop.post("/v1/members", "{\"enrolmentId\": \"" + Cloud.freshId() + "\", \"name\": \"" + name + "\"}");
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        return String.valueOf(enrolled.at("memberId"));
    }

    private static int erase(Shop shop, String member) {
        return shop.cloud()
                .send("DELETE", "/v1/members/" + member, Map.of("Authorization", "Bearer " + shop.key()), "")
                .status();
    }

    private static Map<String, Object> balances(Shop shop, String... members) {
        Map<String, Object> balances = new LinkedHashMap<>();
        for (String member : members) {
            Answer shown = shop.member(member);
            assertThat(shown.status()).as(shown.text()).isEqualTo(200);
            balances.put(member, List.of(shown.at("balance"), shown.at("tier")));
        }
        return balances;
    }

    /** A backup: every item of a table. */
    private static List<Map<String, Object>> items(Cloud cloud, String table) {
        List<Map<String, Object>> items = new ArrayList<>();
        String from = "";
        while (from != null) {
            Answer page =
                    cloud.dynamodb("Scan", "{\"TableName\": \"" + table + "\", \"ConsistentRead\": true" + from + "}");
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            items.addAll(page.list("Items"));
            Object last = page.at("LastEvaluatedKey");
            from = last == null ? null : ", \"ExclusiveStartKey\": " + Cloud.json(last);
        }
        return items;
    }

    private static void put(Cloud cloud, String table, List<Map<String, Object>> items) {
        items.forEach(item -> {
            Answer put =
                    cloud.dynamodb("PutItem", "{\"TableName\": \"" + table + "\", \"Item\": " + Cloud.json(item) + "}");
            assertThat(put.status()).as(put.text()).isEqualTo(200);
        });
    }

    /** One call goes as far as its time reaches; the next goes on there. */
    private static Answer walk(Cloud cloud, String function) {
        Answer report = cloud.invoke(function, "{\"walk\": \"by-hand\", \"restart\": true}");
        while (Boolean.FALSE.equals(report.at("done"))) {
            report = cloud.invoke(function, "{\"walk\": \"by-hand\"}");
        }
        return report;
    }
}
