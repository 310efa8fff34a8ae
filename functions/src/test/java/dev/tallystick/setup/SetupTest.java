package dev.tallystick.setup;

import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.access.Access;
import dev.tallystick.access.Scope;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.http.Call;
import dev.tallystick.http.Call.Answer;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.Proofs;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources and keys over HTTP, on tables of their own and a clock that the test sets. */
class SetupTest {

    private static final Database DATABASE = new Database(LocalTables.client());
    private static final String STORE =
            "{\"id\": \"%s\", \"channel\": \"in_store\", \"name\": \"Store\", \"timeZone\": \"Europe/Berlin\", \"country\": \"DE\"}";
    private static Tables tables;

    private Instant now = Instant.parse("2026-11-22T10:00:20Z");
    private final Access access =
            new Access(DATABASE, tables, new WalletTokens(Proofs.TOKENS, () -> now), () -> now, Duration.ZERO);
    private final SourceStore sources = new SourceStore(DATABASE, tables);
    private final KeyStore keys = new KeyStore(DATABASE, tables);
    private final KeyRing ring = KeyRing.of(DATABASE, tables, () -> now);
    private final String store = "s-" + UUID.randomUUID().toString().substring(0, 12);
    private String admin;

    @BeforeAll
    static void thereAreTables() {
        tables = LocalTables.another();
    }

    @BeforeEach
    void thereIsAnOffice() {
        admin = issued().get("key").toString();
        assertThat(createSource(STORE.formatted(store)).status()).isEqualTo(201);
    }

    @Test
    void aSourceIsMadeOnceAndARepeatIsToldSo() {
        String id = store + "-b";
        Answer made = createSource(STORE.formatted(id));
        Answer again = createSource(STORE.formatted(id));
        Answer other = createSource(STORE.formatted(id).replace("in_store", "online"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "id",
                        id,
                        "channel",
                        "in_store",
                        "name",
                        "Store",
                        "timeZone",
                        "Europe/Berlin",
                        "country",
                        "DE"));
        assertThat(made.replayed()).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("source-exists");
        assertThat(readSource(id).body()).isEqualTo(made.body());
        assertThat(readSource("no-such").code()).isEqualTo("source-not-found");
        assertThat(readSource("A B").status()).isEqualTo(404);
    }

    @Test
    void aSourceChangesInWhatIsGivenAndItsChannelNever() {
        assertThat(changeSource(store, "{\"name\": \"Bigger store\"}").body())
                .containsEntry("name", "Bigger store")
                .containsEntry("timeZone", "Europe/Berlin");
        Answer changed = changeSource(store, "{\"timeZone\": \"Europe/Vienna\", \"country\": \"AT\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body())
                .containsEntry("name", "Bigger store")
                .containsEntry("timeZone", "Europe/Vienna")
                .containsEntry("country", "AT")
                .containsEntry("channel", "in_store");
        assertThat(changeSource(store, "{}").body()).isEqualTo(changed.body());
        assertThat(readSource(store).body()).isEqualTo(changed.body());
        assertThat(changeSource("no-such", "{}").code()).isEqualTo("source-not-found");
        assertThat(changeSource(store, "{\"channel\": \"online\"}")
                        .body()
                        .get("errors")
                        .toString())
                .contains("/channel");
        assertThat(createSource(STORE.formatted(store)).code())
                .as("it is not what it was any more")
                .isEqualTo("source-exists");
    }

    @Test
    void twoChangesAtOnceAreBothThere() {
        concurrently(8, 16, i -> changeSource(store, i % 2 == 0 ? "{\"name\": \"N\"}" : "{\"country\": \"FR\"}"));

        assertThat(readSource(store).body()).containsEntry("name", "N").containsEntry("country", "FR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the field that is replaced | by what | the place that is named
                "\"id\": \"%s\" | \"id\": \"Store 1\" | /id",
                "\"id\": \"%s\" | \"id\": \"time\" | /id",
                "\"id\": \"%s\" | \"id\": \"\" | /id",
                "\"in_store\" | \"by_phone\" | /channel",
                "\"channel\": \"in_store\", | '' | /channel",
                "\"Store\" | \"\" | /name",
                "\"Store\" | 7 | /name",
                "Europe/Berlin | Europe/Atlantis | /timeZone",
                "Europe/Berlin | +01:00 | /timeZone",
                "\"Europe/Berlin\" | null | /timeZone",
                "\"DE\" | \"de\" | /country",
                "\"DE\" | \"ZZ\" | /country",
                "\"DE\" | null | /country",
                "\"country\" | \"land\" | /land",
            })
    void aSourceThatMakesNoSenseIsRefusedByField(String what, String by, String place) {
        String body = STORE.replace(what.strip(), by.strip()).replace("%s", "refused-" + store.substring(2));

        Answer answer = createSource(body);

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.body().get("errors").toString()).contains("pointer=" + place);
    }

    @Test
    void aKeyIsShownOnceAndOpensWhatItIsFor() {
        Answer made = createKey("""
                {"source": "%s", "terminal": "till-3", "scopes": ["members", "purchases", "members"],
                 "name": "Till 3", "ratePerMinute": 600}""".formatted(store));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body())
                .containsOnlyKeys("keyId", "key", "source", "terminal", "scopes", "name", "ratePerMinute", "createdAt")
                .containsEntry("source", store)
                .containsEntry("terminal", "till-3")
                .containsEntry("scopes", List.of("members", "purchases"))
                .containsEntry("name", "Till 3")
                .containsEntry("ratePerMinute", 600L)
                .containsEntry("createdAt", "2026-11-22T10:00:20Z");
        String secret = key(made).substring(key(made).lastIndexOf('_') + 1);
        assertThat(readKey(keyId(made)).body()).as("not used yet").doesNotContainKey("lastUsedOn");
        assertThat(use(key(made), Scope.MEMBERS)).isEqualTo(200);
        assertThat(use(key(made), Scope.SETUP)).isEqualTo(403);

        Answer read = readKey(keyId(made));
        Map<String, Object> expected = new HashMap<>(made.body());
        expected.remove("key");
        expected.put("lastUsedOn", "2026-11-22");
        assertThat(read.body()).isEqualTo(expected);
        assertThat(read.text() + listed().toString()).doesNotContain(secret, "ecretHash");
        assertThat(listed()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/source",
                "{}|/scopes",
                "{\"source\": \"UPPER\", \"scopes\": [\"members\"]}|/source",
                "{\"source\": \"x\", \"scopes\": []}|/scopes",
                "{\"source\": \"x\", \"scopes\": [\"root\"]}|/scopes",
                "{\"source\": \"x\", \"scopes\": \"members\"}|/scopes",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"terminal\": \"Till 3\"}|/terminal",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"ratePerMinute\": 0}|/ratePerMinute",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"ratePerMinute\": 60001}|/ratePerMinute",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"ratePerMinute\": 1.5}|/ratePerMinute",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"name\": \"\"}|/name",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"keyRequestId\": \"a b\"}|/keyRequestId",
                "{\"source\": \"x\", \"scopes\": [\"members\"], \"key\": \"tsk_mine\"}|/key",
            })
    void aKeyThatMakesNoSenseIsRefusedByField(String body, String place) {
        Answer answer = createKey(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").toString()).contains("pointer=" + place);
    }

    @Test
    void aKeyOfASourceThatThereIsNotIsRefused() {
        Answer answer = createKey("{\"source\": \"no-such\", \"scopes\": [\"members\"]}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("source-not-found");
    }

    @Test
    void aRepeatFindsTheKeyButNotItsSecretAndAnotherRequestIsRefused() {
        String body = "{\"keyRequestId\": \"k-1\", \"source\": \"%s\", \"scopes\": [\"members\"]}".formatted(store);
        Answer made = createKey(body);
        Answer again = createKey(body);
        Answer other = createKey(body.replace("members", "refunds"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        Map<String, Object> withoutSecret = new HashMap<>(made.body());
        withoutSecret.remove("key");
        assertThat(again.body()).isEqualTo(withoutSecret);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(other.body()).containsEntry("first", Map.of("at", "2026-11-22T10:00:20Z"));
        assertThat(use(key(made), Scope.MEMBERS)).isEqualTo(200);
        assertThat(revoke(keyId(made)).status()).isEqualTo(204);
        assertThat(createKey(body).body()).as("also once it is revoked").containsKey("revokedAt");
    }

    @Test
    void aRequestThatIsSentTwiceAtOnceMakesOneKey() {
        String body = "{\"keyRequestId\": \"k-race\", \"source\": \"%s\", \"scopes\": [\"members\"]}".formatted(store);

        List<Answer> answers = concurrently(8, 8, i -> createKey(body));

        assertThat(answers.stream().map(SetupTest::keyId).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        Answer made = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow();
        assertThat(use(key(made), Scope.MEMBERS)).isEqualTo(200);
    }

    @Test
    void aRotatedKeyHasItsOlderSecretsForADayOrAsLongAsIsAsked() {
        Answer made = createKey();
        Answer rotated = rotate(keyId(made), "{}");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.body())
                .containsEntry("keyId", keyId(made))
                .containsEntry("rotatedAt", "2026-11-22T10:00:20Z")
                .containsEntry("olderSecretEndsAt", "2026-11-23T10:00:20Z");
        assertThat(uses(made, rotated)).containsExactly(200, 200);
        now = now.plus(Duration.ofDays(1));
        assertThat(uses(made, rotated)).containsExactly(401, 200);

        Answer third = rotate(keyId(made), "{\"olderSecretEndsIn\": \"PT10M\"}");
        assertThat(uses(rotated, third)).containsExactly(200, 200);
        Answer fourth = rotate(keyId(made), "{\"olderSecretEndsIn\": \"PT0S\"}");

        assertThat(uses(rotated, third, fourth))
                .as("none is left where no time is")
                .containsExactly(401, 401, 200);
        assertThat(readKey(keyId(made)).text()).doesNotContain("tsk_", "ecretHash", "olderHash");
    }

    @Test
    void aRotationAfterALostAnswerLeavesThePromisedEndOfEverySecret() {
        Answer made = createKey();
        Answer lost = rotate(keyId(made), "{\"rotationId\": \"ra\", \"olderSecretEndsIn\": \"P7D\"}");
        Answer rotated = rotate(keyId(made), "{\"rotationId\": \"rb\", \"olderSecretEndsIn\": \"PT10M\"}");

        assertThat(lost.body()).containsEntry("olderSecretEndsAt", "2026-11-29T10:00:20Z");
        assertThat(rotated.body()).containsEntry("olderSecretEndsAt", "2026-11-29T10:00:20Z");
        assertThat(uses(made, lost, rotated)).containsExactly(200, 200, 200);
        assertThat(rotate(keyId(made), "{\"rotationId\": \"rb\", \"olderSecretEndsIn\": \"PT10M\"}")
                        .replayed())
                .isTrue();
        now = now.plus(Duration.ofDays(7)).minusMillis(1);
        assertThat(uses(made, lost, rotated)).containsExactly(200, 401, 200);
        now = now.plusMillis(1);
        assertThat(uses(made, lost, rotated)).containsExactly(401, 401, 200);
        assertThat(readKey(keyId(made)).text()).doesNotContain("venOlder");
    }

    @Test
    void aRotationIsDoneOnce() {
        Answer made = createKey();
        String body = "{\"rotationId\": \"r-1\", \"olderSecretEndsIn\": \"PT1H\"}";
        Answer rotated = rotate(keyId(made), body);
        Answer again = rotate(keyId(made), body);
        Answer other = rotate(keyId(made), "{\"rotationId\": \"r-1\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).doesNotContainKey("key").containsEntry("olderSecretEndsAt", "2026-11-22T11:00:20Z");
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(uses(made, rotated)).containsExactly(200, 200);
        assertThat(revoke(keyId(made)).status()).isEqualTo(204);
        assertThat(rotate(keyId(made), body).replayed())
                .as("a refusal hides no replay")
                .isTrue();
        assertThat(rotate(keyId(made), "{}").code()).isEqualTo("key-revoked");
        assertThat(rotate("a".repeat(16), "{}").code()).isEqualTo("key-not-found");
    }

    @ParameterizedTest
    @CsvSource({"P31D", "-PT1S", "tomorrow", "1", "PT999999999999999999H"})
    void anEndThatMakesNoSenseIsRefused(String olderSecretEndsIn) {
        Answer answer = rotate(keyId(createKey()), "{\"olderSecretEndsIn\": \"%s\"}".formatted(olderSecretEndsIn));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").toString()).contains("/olderSecretEndsIn");
    }

    @Test
    void aKeyThatRotatesItselfKeepsTheSecretThatItCameWithHoweverManyAnswersAreLost() {
        String own = admin.substring(4, 20);
        Answer tooSoon = rotate(own, "{\"olderSecretEndsIn\": \"PT59M\"}");
        rotate(own, "{}");
        rotate(own, "{}");
        Answer third = rotate(own, "{}");

        assertThat(tooSoon.status()).isEqualTo(400);
        assertThat(third.status()).isEqualTo(200);
        assertThat(use(admin, Scope.SETUP)).isEqualTo(200);
        assertThat(use(key(third), Scope.SETUP)).isEqualTo(200);
        now = now.plus(Duration.ofDays(1));
        assertThat(use(admin, Scope.SETUP)).isEqualTo(401);
    }

    @Test
    void aRevokedKeyStaysInTheListAndARepeatIsNothingNew() {
        Answer made = createKey();

        Answer revoked = revoke(keyId(made));
        now = now.plusSeconds(60);

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.text()).isEmpty();
        assertThat(revoked.headers()).doesNotContainKey("Content-Type");
        assertThat(revoke(keyId(made)).status()).isEqualTo(204);
        assertThat(use(key(made), Scope.MEMBERS)).isEqualTo(401);
        assertThat(readKey(keyId(made)).body()).containsEntry("revokedAt", "2026-11-22T10:00:20Z");
        assertThat(listed()).contains(readKey(keyId(made)).body());
        assertThat(revoke("a".repeat(16)).code()).isEqualTo("key-not-found");
        assertThat(revoke("A:B").status()).isEqualTo(404);
    }

    @Test
    void aKeyCannotLockItselfOut() {
        Answer refused = revoke(admin.substring(4, 20));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("key-in-use");
        assertThat(use(admin, Scope.SETUP)).isEqualTo(200);
    }

    @Test
    void whateverARotationComesToARevokedKeyStaysRevoked() {
        for (int round = 0; round < 5; round++) {
            Answer made = createKey();

            List<Answer> answers = concurrently(6, 6, i -> i == 3 ? revoke(keyId(made)) : rotate(keyId(made), "{}"));

            assertThat(answers.get(3).status()).isEqualTo(204);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 204, 409));
            assertThat(answers.stream().filter(answer -> answer.status() == 200).map(SetupTest::key))
                    .allSatisfy(key -> assertThat(use(key, Scope.MEMBERS)).isEqualTo(401));
        }
    }

    @Test
    void listsComeInPagesInTheOrderOfIds() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(keyId(createKey()));
        }

        assertThat(pages("keys", 2))
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(made)
                .contains(admin.substring(4, 20));
        assertThat(pages("keys", 100)).isEqualTo(pages("keys", 2));
        assertThat(pages("sources", 1)).isSorted().doesNotHaveDuplicates().contains("office", store);
        for (String parameter : List.of("limit=0", "limit=101", "cursor=x", "cursor=", "source=web")) {
            String[] parts = parameter.split("=", -1);
            Answer answer = signed("GET /v1/keys").query(parts[0], parts[1]).to(readKeys());
            assertThat(answer.status()).as(parameter).isEqualTo(400);
        }
    }

    @Test
    void aKeyFromBeforeTheListsIsListedOnceItIsUsed() {
        String keyId = issued().get("keyId").toString();
        DATABASE.delete(tables.members(), Keys.listedClient(keyId));
        assertThat(pages("keys", 100)).doesNotContain(keyId);

        Answer rotated = rotate(keyId, "{}");
        DATABASE.delete(tables.members(), Keys.listedClient(keyId));
        use(key(rotated), Scope.SETUP);

        assertThat(pages("keys", 100)).contains(keyId);
    }

    @Test
    void aRowOfTheListThatIsNoKeyIsPassedOver() {
        DATABASE.put(tables.members(), Item.with(Keys.listedClient("2222222222222222")));

        assertThat(pages("keys", 100)).doesNotContain("2222222222222222");
        assertThat(readKey("2222222222222222").status()).isEqualTo(404);
    }

    @Test
    void aKeyThatIsInvokedForAnswersAsTheOthersDo() {
        assertThat(issued()).containsOnlyKeys("keyId", "key", "source", "scopes", "createdAt");
    }

    private Map<String, Object> issued() {
        try {
            return new Installation(DATABASE, tables, () -> now)
                    .issue(KeyRequest.read(Fields.of(Json.parse("""
                    {"source": {"id": "office", "channel": "office", "name": "Office", "timeZone": "UTC", "country": "DE"},
                     "scopes": ["setup"]}""".getBytes(StandardCharsets.UTF_8)))));
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private Call signed(String route) {
        return Call.of(route).header("authorization", "Bearer " + admin);
    }

    private Answer createSource(String body) {
        CreateSource function = new CreateSource(access, sources);
        return signed("POST /v1/sources").body(body).to((event, answer) -> function.handleRequest(event, answer, null));
    }

    private Answer readSource(String id) {
        return signed("GET /v1/sources/{source}").path("source", id).to(readSources());
    }

    private Call.Served readSources() {
        ReadSources function = new ReadSources(access, sources);
        return (event, answer) -> function.handleRequest(event, answer, null);
    }

    private Answer changeSource(String id, String body) {
        ChangeSource function = new ChangeSource(access, sources);
        return signed("PATCH /v1/sources/{source}")
                .path("source", id)
                .body(body)
                .to((event, answer) -> function.handleRequest(event, answer, null));
    }

    private Answer createKey() {
        return createKey("{\"source\": \"%s\", \"scopes\": [\"members\"]}".formatted(store));
    }

    private Answer createKey(String body) {
        CreateKey function = new CreateKey(access, ring);
        return signed("POST /v1/keys").body(body).to((event, answer) -> function.handleRequest(event, answer, null));
    }

    private Answer readKey(String keyId) {
        return signed("GET /v1/keys/{keyId}").path("keyId", keyId).to(readKeys());
    }

    private Call.Served readKeys() {
        ReadKeys function = new ReadKeys(access, keys);
        return (event, answer) -> function.handleRequest(event, answer, null);
    }

    private Answer rotate(String keyId, String body) {
        RotateKey function = new RotateKey(access, ring);
        return signed("POST /v1/keys/{keyId}/rotate")
                .path("keyId", keyId)
                .body(body)
                .to((event, answer) -> function.handleRequest(event, answer, null));
    }

    private Answer revoke(String keyId) {
        RevokeKey function = new RevokeKey(access, ring);
        return signed("DELETE /v1/keys/{keyId}")
                .path("keyId", keyId)
                .to((event, answer) -> function.handleRequest(event, answer, null));
    }

    private List<Object> listed() {
        return new ArrayList<>(elements("keys", 100));
    }

    private List<String> pages(String list, int limit) {
        return elements(list, limit).stream()
                .map(element -> String.valueOf(((Map<?, ?>) element).get(list.equals("keys") ? "keyId" : "id")))
                .toList();
    }

    private List<Object> elements(String list, int limit) {
        List<Object> elements = new ArrayList<>();
        Call call = signed("GET /v1/" + list).query("limit", Integer.toString(limit));
        Call next = call;
        while (true) {
            Answer page = next.to(list.equals("keys") ? readKeys() : readSources());
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            List<?> found = (List<?>) page.body().get(list);
            assertThat(found).hasSizeLessThanOrEqualTo(limit);
            elements.addAll(found);
            Object cursor = page.body().get("nextCursor");
            if (cursor == null) {
                return elements;
            }
            next = call.query("cursor", cursor.toString());
        }
    }

    private List<Integer> uses(Answer... answers) {
        return List.of(answers).stream()
                .map(answer -> use(key(answer), Scope.MEMBERS))
                .toList();
    }

    /** What a process that knows no key yet answers. */
    private int use(String key, Scope scope) {
        HttpFunction function = new Access(
                        DATABASE, tables, new WalletTokens(Proofs.TOKENS, () -> now), () -> now, Access.LONGEST_KEPT)
                .require(scope, (caller, request) -> HttpResponse.of(200, Map.of()));
        return Call.of("GET /x")
                .header("authorization", "Bearer " + key)
                .to(function::serve)
                .status();
    }

    private static String keyId(Answer answer) {
        return String.valueOf(answer.body().get("keyId"));
    }

    private static String key(Answer answer) {
        return String.valueOf(answer.body().get("key"));
    }
}
