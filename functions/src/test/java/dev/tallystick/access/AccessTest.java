package dev.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.http.Call;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.ledger.Proofs;
import dev.tallystick.points.Channel;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Requests;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Who is let in, with which secret, for how long and how often; on a clock that the test sets. */
class AccessTest {

    private static final Source STORE =
            new Source("access-1", Channel.IN_STORE, "Store", ZoneId.of("Europe/Berlin"), "DE");
    private static final String TABLE = LocalTables.TABLES.members();

    private final Requests requests = new Requests();
    private final Database database = new Database(LocalTables.client());
    private Instant now = Instant.parse("2026-11-22T10:00:20Z");
    private final HttpFunction function = process();
    private final ApiKey key = ApiKey.draw();

    @BeforeEach
    void thereIsASource() {
        database.put(TABLE, STORE.write());
    }

    @Test
    void whoeverIsNotLetInGetsTheSameAnswerWhateverTheReason() {
        ApiKey revoked = ApiKey.draw();
        ApiKey ofNoSource = ApiKey.draw();
        ApiKey rotatedOut = ApiKey.draw();
        keep(key, client(key, null));
        keep(revoked, client(revoked, null).revoked(now));
        keep(ofNoSource, ofNoSource.client(Grant.of("no-such-source", null, Set.of(Scope.MEMBERS)), now));
        keep(
                rotatedOut,
                client(rotatedOut, null)
                        .rotated(ApiKey.drawSecret(rotatedOut.keyId()), null, now, Duration.ZERO, Optional.empty()));
        String shown = key.shown();
        List<String> headers = List.of(
                "",
                "Bearer",
                "Bearer ",
                shown,
                "Basic " + shown,
                "Bearer " + shown + " ",
                " Bearer " + shown,
                "Bearer " + shown + "\n",
                "Bearer\t" + shown,
                "Bearer " + shown + ",Bearer " + shown,
                "Bearer " + shown + ", Bearer " + shown,
                "Bearer " + shown.substring(1),
                "Bearer " + shown + "a",
                "Bearer " + shown.toUpperCase(java.util.Locale.ROOT),
                "Bearer " + new ApiKey(key.keyId(), ApiKey.draw().secret()).shown(),
                "Bearer " + new ApiKey(ApiKey.draw().keyId(), key.secret()).shown(),
                "Bearer " + ApiKey.draw().shown(),
                "Bearer " + revoked.shown(),
                "Bearer " + ofNoSource.shown(),
                "Bearer " + rotatedOut.shown());

        Call.Answer none = Call.of("GET /x").to(function::serve);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("unauthenticated");
        assertThat(none.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(headers).allSatisfy(header -> {
            Call.Answer answer =
                    Call.of("GET /x").header("authorization", header).to(function::serve);
            assertThat(answer).as(header).isEqualTo(none);
        });
        assertThat(call(key).status()).isEqualTo(200);
    }

    @Test
    void theSchemeIsTakenInAnyCase() {
        keep(key, client(key, null));

        assertThat(Call.of("GET /x")
                        .header("authorization", "bEARER  " + key.shown())
                        .to(function::serve)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsRevokedIsRefusedEverywhereWithinSixtySeconds() {
        keep(key, client(key, null));
        HttpFunction another = process();
        assertThat(call(key).status()).isEqualTo(200);
        later(Duration.ofSeconds(30));
        assertThat(call(another, key).status()).isEqualTo(200);

        keep(key, client(key, null).revoked(now));

        assertThat(call(process(), key).status()).as("who has not read it yet").isEqualTo(401);
        later(Duration.ofMillis(29_999));
        assertThat(call(key).status()).as("kept until the minute is over").isEqualTo(200);
        later(Duration.ofMillis(1));
        assertThat(call(key).status()).isEqualTo(401);
        later(Duration.ofSeconds(30));
        assertThat(call(another, key).status()).isEqualTo(401);
    }

    @Test
    void aSourceThatIsGoneTakesItsKeysWithIt() {
        Source closing = new Source("access-gone", Channel.ONLINE, "Gone", ZoneId.of("UTC"), "DE");
        database.put(TABLE, closing.write());
        keep(key, key.client(Grant.of(closing.id(), null, Set.of(Scope.MEMBERS)), now));
        assertThat(call(key).status()).isEqualTo(200);

        database.delete(TABLE, Keys.source(closing.id()));
        later(Duration.ofSeconds(60));

        assertThat(call(key).status()).isEqualTo(401);
    }

    @Test
    void noKeyIsKeptForLongerThanAMinuteWhateverIsConfigured() {
        keep(key, client(key, null));
        HttpFunction careless = process(Duration.ofDays(1));
        assertThat(call(careless, key).status()).isEqualTo(200);

        keep(key, client(key, null).revoked(now));
        later(Duration.ofSeconds(60));

        assertThat(call(careless, key).status()).isEqualTo(401);
    }

    @Test
    void aClockThatIsSetBackMakesNothingLastLonger() {
        keep(key, client(key, null));
        assertThat(call(key).status()).isEqualTo(200);

        keep(key, client(key, null).revoked(now));
        later(Duration.ofMinutes(-5));

        assertThat(call(key).status()).isEqualTo(401);
    }

    @Test
    void twoSecretsAreValidUntilTheOlderOnesEnd() {
        ApiKey next = ApiKey.drawSecret(key.keyId());
        keep(key, client(key, null).rotated(next, "r-1", now, Duration.ofSeconds(90), Optional.empty()));

        assertThat(call(key).status()).isEqualTo(200);
        assertThat(call(next).status()).isEqualTo(200);
        later(Duration.ofMillis(89_999));
        assertThat(call(key).status()).isEqualTo(200);
        later(Duration.ofMillis(1));
        assertThat(call(key).status()).as("to the instant, though it is kept").isEqualTo(401);
        assertThat(call(next).status()).isEqualTo(200);
    }

    @Test
    void aKeyAndItsSourceAreReadOnceAMinuteAndOneThatIsNotThereToo() {
        keep(key, client(key, null));
        ApiKey unknown = ApiKey.draw();
        for (int i = 0; i < 3; i++) {
            call(key);
            call(unknown);
        }
        assertThat(requests.count(GetItemRequest.class)).isEqualTo(3);

        later(Duration.ofSeconds(60));
        call(key);

        assertThat(requests.count(GetItemRequest.class)).isEqualTo(5);
    }

    @Test
    void aWrongSecretCostsTheSameReadsForAKeyThatThereIsAsForOneThatThereIsNot() {
        keep(key, client(key, null));

        call(new ApiKey(key.keyId(), ApiKey.draw().secret()));
        assertThat(requests.count()).isEqualTo(1);
        call(ApiKey.draw());
        assertThat(requests.count()).isEqualTo(2);
    }

    @Test
    void keysThatAreMadeUpPushNothingOut() {
        List<String> read = new ArrayList<>();
        Kept<String> kept = new Kept<>(
                id -> {
                    read.add(id);
                    return id.equals("there") ? java.util.Optional.of(id) : java.util.Optional.empty();
                },
                () -> now,
                Duration.ofSeconds(60));

        assertThat(kept.find("there")).contains("there");
        for (int i = 0; i < 5_000; i++) {
            assertThat(kept.find("made-up-" + i)).isEmpty();
        }
        read.clear();

        assertThat(kept.find("there")).contains("there");
        assertThat(kept.find("made-up-4999")).isEmpty();
        assertThat(read).isEmpty();
        assertThat(kept.find("made-up-0")).isEmpty();
        assertThat(read).as("the oldest were forgotten").containsExactly("made-up-0");
    }

    @Test
    void theDayOfTheLastUseIsNotedOnceADayAndProcess() {
        keep(key, client(key, null));
        for (int i = 0; i < 3; i++) {
            call(key);
        }
        call(new ApiKey(key.keyId(), ApiKey.draw().secret()));
        assertThat(requests.count(UpdateItemRequest.class)).isEqualTo(1);
        assertThat(lastUsedOn()).isEqualTo("2026-11-22");

        later(Duration.ofDays(1));
        call(key);
        call(key);
        assertThat(requests.count(UpdateItemRequest.class)).isEqualTo(2);
        assertThat(lastUsedOn()).isEqualTo("2026-11-23");

        later(Duration.ofDays(-1));
        call(process(), key);
        assertThat(lastUsedOn()).as("a clock that is behind takes nothing back").isEqualTo("2026-11-23");
    }

    @Test
    void aKeyThatNobodyHasTheSecretOfIsNotUsed() {
        keep(key, client(key, null));

        call(new ApiKey(key.keyId(), ApiKey.draw().secret()));

        assertThat(database.get(TABLE, Keys.listedClient(key.keyId()))).isEmpty();
    }

    @Test
    void aUseThatCannotBeNotedFailsNoRequest() {
        keep(key, client(key, null));
        requests.failAll(UpdateItemRequest.class);

        assertThat(call(key).status()).isEqualTo(200);
        assertThat(call(key).status()).isEqualTo(200);
        assertThat(requests.count(UpdateItemRequest.class))
                .as("and is not tried each time")
                .isEqualTo(1);
    }

    @Test
    void aKeyWithARateHasToWaitForTheNextMinuteOfTheClock() {
        keep(key, client(key, 3L));
        for (int i = 0; i < 3; i++) {
            assertThat(call(key).status()).isEqualTo(200);
        }

        Call.Answer refused = call(key);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate-limited");
        assertThat(refused.body()).containsEntry("retryable", true);
        assertThat(refused.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "40");
        later(Duration.ofMillis(39_999));
        assertThat(call(key).headers()).containsEntry("Retry-After", "1");
        later(Duration.ofMillis(1));
        assertThat(call(key).status()).isEqualTo(200);
    }

    @Test
    void aRequestThatTheKeyMayNotMakeCountsAsWell() {
        keep(key, client(key, 2L));
        HttpFunction forbidden = access(Duration.ofSeconds(60))
                .require(Scope.SETUP, (caller, request) -> HttpResponse.of(200, Map.of()));

        assertThat(call(forbidden, key).status()).isEqualTo(403);
        assertThat(call(forbidden, key).status()).isEqualTo(403);
        assertThat(call(forbidden, key).status()).isEqualTo(429);
        assertThat(call(process(), key).status()).as("over all processes").isEqualTo(429);
    }

    @Test
    void aKeyWithoutARateAsksTheTableForNothingMore() {
        keep(key, client(key, null));
        call(key);
        int before = requests.count();

        for (int i = 0; i < 50; i++) {
            assertThat(call(key).status()).isEqualTo(200);
        }

        assertThat(requests.count()).isEqualTo(before);
    }

    @Test
    void aKeyWithARateWritesOnceForATwentiethOfIt() {
        keep(key, client(key, 200L));
        for (int i = 0; i < 200; i++) {
            assertThat(call(key).status()).isEqualTo(200);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(call(key).status()).isEqualTo(429);
        }

        assertThat(requests.count(UpdateItemRequest.class))
                .as("the day of the use, twenty parts, and that there is no more")
                .isEqualTo(1 + 20 + 1);
    }

    private void keep(ApiKey its, Client client) {
        assertThat(client.keyId()).isEqualTo(its.keyId());
        database.put(TABLE, client.write());
    }

    private Client client(ApiKey its, Long ratePerMinute) {
        return its.client(new Grant(STORE.id(), "till-1", Set.of(Scope.MEMBERS), "Till 1", ratePerMinute), now);
    }

    private String lastUsedOn() {
        return database.get(TABLE, Keys.listedClient(key.keyId()))
                .map((Item row) -> row.text("lastUsedOn"))
                .orElseThrow();
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }

    private Call.Answer call(ApiKey with) {
        return call(function, with);
    }

    private static Call.Answer call(HttpFunction function, ApiKey with) {
        return Call.of("GET /x")
                .header("authorization", "Bearer " + with.shown())
                .to(function::serve);
    }

    private HttpFunction process() {
        return process(Access.LONGEST_KEPT);
    }

    private HttpFunction process(Duration kept) {
        return access(kept).require(Scope.MEMBERS, (caller, request) -> HttpResponse.of(200, Map.of()));
    }

    private Access access(Duration kept) {
        return new Access(
                new Database(LocalTables.client(requests)),
                LocalTables.TABLES,
                new WalletTokens(Proofs.TOKENS, () -> now),
                () -> now,
                kept);
    }
}
