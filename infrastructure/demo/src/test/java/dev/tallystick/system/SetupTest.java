package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A retailer sets up a store and its tills over HTTP, and looks after their keys. */
class SetupTest {

    private static final Cloud cloud = Cloud.shared();
    private static final String ADMIN = cloud.key("office");

    private final String store = "store-" + Cloud.freshId().substring(0, 8);

    @Test
    void aNewStoreGetsATillThatSellsAndItsKeyIsRotatedAndRevoked() {
        openStore();
        Answer made =
                makeKey("\"terminal\": \"till-3\", \"scopes\": [\"members\", \"purchases\"], \"name\": \"Till 3\"");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String member = cloud.shop("web").enrol();

        Answer bought = buy(key(made), "0001", member);
        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        assertThat(bought.at("id")).isEqualTo(store + ".till-3:0001");

        Answer rotated = cloud.post(ADMIN, "/v1/keys/" + keyId(made) + "/rotate", "{}");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(buy(key(made), "0002", member).status()).isEqualTo(201);
        assertThat(buy(key(rotated), "0003", member).status()).isEqualTo(201);

        Answer again = cloud.post(ADMIN, "/v1/keys/" + keyId(made) + "/rotate", "{\"olderSecretEndsIn\": \"PT0S\"}");
        assertThat(buy(key(made), "0004", member).status()).isEqualTo(401);
        assertThat(buy(key(rotated), "0004", member).status()).isEqualTo(401);
        assertThat(buy(key(again), "0004", member).status()).isEqualTo(201);

        Answer shown = cloud.get(ADMIN, "/v1/keys/" + keyId(made));
        assertThat(shown.body())
                .containsEntry("source", store)
                .containsEntry("terminal", "till-3")
                .containsEntry("name", "Till 3")
                .containsEntry("scopes", List.of("members", "purchases"));
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertThat(shown.at("lastUsedOn"))
                .isIn(today.toString(), today.minusDays(1).toString());
        assertThat(shown.text()).doesNotContain("tsk_", "Hash");

        Answer revoked = revoke(keyId(made));
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.text()).isEmpty();
        assertThat(revoke(keyId(made)).status()).isEqualTo(204);
        Answer refused = buy(key(again), "0005", member);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body())
                .as("as for a key that there never was")
                .isEqualTo(buy("tsk_" + "a".repeat(16) + "_" + "b".repeat(52), "0005", member)
                        .body());
        assertThat(cloud.get(ADMIN, "/v1/keys/" + keyId(made)).at("revokedAt")).isNotNull();
    }

    @Test
    void anyKeyIsToldWhatItIsAndByWhichRulesItsTillGoes() {
        openStore();
        String till = key(makeKey("\"terminal\": \"till-3\", \"scopes\": [\"purchases\", \"members\"]"));
        Answer told = cloud.get(till, "/v1/key");

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.body()).containsOnlyKeys("keyId", "source", "terminal", "scopes", "program");
        assertThat(told.at("keyId")).isEqualTo(till.substring(4, 20));
        assertThat(told.at("terminal")).isEqualTo("till-3");
        assertThat(told.at("source.id")).isEqualTo(store);
        assertThat(told.at("source.channel")).isEqualTo("in_store");
        assertThat(told.at("scopes")).isEqualTo(List.of("members", "purchases"));
        assertThat(told.at("program.currency")).isEqualTo("EUR");
        assertThat(told.at("program.redeem.minimum")).isEqualTo(100);
        assertThat(told.at("program.hold.defaultMinutes")).isEqualTo(15);
        assertThat(cloud.get(ADMIN, "/v1/key").body()).containsOnlyKeys("keyId", "source", "scopes", "program");
        assertThat(cloud.get(till, "/v1/key?x=1").code()).isEqualTo("invalid-request");
        assertThat(cloud.get("tsk_" + "a".repeat(16) + "_" + "b".repeat(52), "/v1/key")
                        .code())
                .isEqualTo("unauthenticated");
    }

    @Test
    void storesAndKeysAreListedAlsoTheFirstOnesThatAnOperatorIssued() {
        openStore();
        String keyId = keyId(makeKey("\"scopes\": [\"members\"]"));

        assertThat(all("sources", "id")).isSorted().contains(store, "office");
        assertThat(all("keys", "keyId")).isSorted().contains(keyId, ADMIN.substring(4, 20));
        assertThat(cloud.get(ADMIN, "/v1/sources/" + store).at("channel")).isEqualTo("in_store");
        assertThat(send("PATCH", "/v1/sources/" + store, "{\"name\": \"Harbour\"}")
                        .at("name"))
                .isEqualTo("Harbour");
        assertThat(cloud.post(ADMIN, "/v1/sources", source().replace("in_store", "online"))
                        .code())
                .isEqualTo("source-exists");
        assertThat(cloud.get(ADMIN, "/v1/sources/none").code()).isEqualTo("source-not-found");
        assertThat(cloud.get(ADMIN, "/v1/keys/none").code()).isEqualTo("key-not-found");
        assertThat(revoke(ADMIN.substring(4, 20)).code()).isEqualTo("key-in-use");
    }

    @Test
    void aKeyThatIsAskedForTwiceIsMadeOnce() {
        openStore();
        String fields = "\"keyRequestId\": \"k-1\", \"scopes\": [\"members\"]";

        Answer made = makeKey(fields);
        Answer again = makeKey(fields);
        Answer other = makeKey(fields.replace("members", "refunds").replace("k-1", "k-2"));
        Answer reused = makeKey(fields.replace("members", "refunds"));

        assertThat(again.status()).isEqualTo(made.status() == 201 ? 200 : 0);
        assertThat(again.replayed()).isTrue();
        assertThat(keyId(again)).isEqualTo(keyId(made)).isNotEqualTo(keyId(other));
        assertThat(again.body()).doesNotContainKey("key");
        assertThat(reused.code()).isEqualTo("operation-id-reused");
        assertThat(reused.at("first.at")).isEqualTo(made.at("createdAt"));
    }

    @Test
    void aKeyMakesNoMoreRequestsInAMinuteThanItsRate() {
        openStore();
        String key = key(makeKey("\"scopes\": [\"members\"], \"ratePerMinute\": 5"));
        List<Answer> answers = new ArrayList<>();
        Instant began = Instant.now();
        while (answers.isEmpty() || answers.getLast().status() != 429) {
            answers.add(cloud.get(key, "/v1/members/nobody"));
        }
        long minutes = Instant.now().getEpochSecond() / 60 - began.getEpochSecond() / 60 + 1;

        Answer refused = answers.removeLast();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
        assertThat((long) answers.size()).isBetween(5L, 5 * minutes);
        assertThat(refused.code()).isEqualTo("rate-limited");
        assertThat(refused.at("retryable")).isEqualTo(true);
        assertThat(Integer.parseInt(refused.headers().get("retry-after").getFirst()))
                .isBetween(1, 60);
        assertThat(refused.headers().get("content-type")).containsExactly("application/problem+json");
    }

    @Test
    void onlyAKeyOfScopeSetupSetsUp() {
        String till = cloud.key("web", Set.of("members"));
        long before = cloud.items();

        assertThat(List.of(
                        cloud.post(till, "/v1/sources", source()),
                        cloud.get(till, "/v1/sources"),
                        cloud.post(till, "/v1/keys", "{\"source\": \"web\", \"scopes\": [\"setup\"]}"),
                        cloud.get(till, "/v1/keys"),
                        cloud.post(till, "/v1/keys/" + till.substring(4, 20) + "/rotate", "{}"),
                        cloud.send("DELETE", "/v1/keys/" + ADMIN.substring(4, 20), bearer(till), ""),
                        cloud.send("PATCH", "/v1/sources/web", bearer(till), "{}")))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(403));
        assertThat(cloud.items()).isEqualTo(before);
    }

    private void openStore() {
        Answer opened = cloud.post(ADMIN, "/v1/sources", source());
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(cloud.post(ADMIN, "/v1/sources", source()).status()).isEqualTo(200);
    }

    private String source() {
        return """
                {"id": "%s", "channel": "in_store", "name": "Harbour store", "timeZone": "Europe/Berlin", "country": "DE"}""".formatted(store);
    }

    private Answer makeKey(String fields) {
        return cloud.post(ADMIN, "/v1/keys", "{\"source\": \"" + store + "\", " + fields + "}");
    }

    private static Answer buy(String key, String id, String member) {
        return new Shop(cloud, key, Instant.now()).buy(id, member, 1_000);
    }

    private static Answer revoke(String keyId) {
        return send("DELETE", "/v1/keys/" + keyId, "");
    }

    private static Answer send(String method, String path, String body) {
        return cloud.send(method, path, bearer(ADMIN), body);
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    private static List<String> all(String list, String id) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            Answer page = cloud.get(ADMIN, "/v1/" + list + "?limit=3" + cursor);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.list(list).forEach(element -> ids.add(String.valueOf(element.get(id))));
            if (page.at("nextCursor") == null) {
                return ids;
            }
            cursor = "&cursor=" + page.at("nextCursor");
        }
    }

    private static String keyId(Answer answer) {
        return String.valueOf(answer.at("keyId"));
    }

    private static String key(Answer answer) {
        return String.valueOf(answer.at("key"));
    }
}
