package dev.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.store.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** API keys, their spelling and how they are stored. */
class ClientTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Grant ALL = new Grant("store-1", "till-3", EnumSet.allOf(Scope.class), "Till 3", 600L);
    private static final Grant LEAST = Grant.of("web", null, Set.of(Scope.ANY_SOURCE));

    private final ApiKey key = ApiKey.draw();

    @Test
    void whatIsWrittenIsReadBack() {
        Client least = key.client(LEAST, null);
        Client most = key.client(ALL, NOW)
                .rotated(ApiKey.drawSecret(key.keyId()), "r-1", NOW, Duration.ofDays(1), Optional.empty());
        Client several = most.rotated(
                        ApiKey.drawSecret(key.keyId()),
                        "r-2",
                        NOW.plusSeconds(1),
                        Duration.ofHours(1),
                        Optional.empty())
                .rotated(
                        ApiKey.drawSecret(key.keyId()), null, NOW.plusSeconds(2), Duration.ofHours(2), Optional.of(key))
                .revoked(NOW);

        for (Client client : new Client[] {least, most, several}) {
            assertThat(Client.read(client.write())).usingRecursiveComparison().isEqualTo(client);
        }
        assertThat(least.write().attributes().keySet())
                .as("the first format")
                .containsExactlyInAnyOrder("pk", "sk", "format", "keyId", "secretHash", "source", "scopes");
    }

    @Test
    void noSecretIsStored() {
        String stored = key.client(ALL, NOW).write().attributes().toString();

        assertThat(stored).contains(key.keyId()).doesNotContain(key.secret());
        assertThat(key.toString()).doesNotContain(key.secret());
    }

    @Test
    void aKeyThatAnEarlierBuildRotatedIsReadWithItsOneOlderSecret() {
        Item item = ApiKey.drawSecret(key.keyId())
                .client(LEAST, NOW)
                .write()
                .put("rotationId", "r-1")
                .put("rotatedAt", NOW)
                .put("olderHash", key.secretHash())
                .put("olderEndsAt", NOW.plusSeconds(600));

        Client client = Client.read(item);

        assertThat(client.accepts(key.secret(), NOW.plusSeconds(599))).isTrue();
        assertThat(client.accepts(key.secret(), NOW.plusSeconds(600))).isFalse();
        assertThat(client.rotation().olderEndsIn()).isEqualTo(Duration.ofMinutes(10));
        assertThat(client.rotation().olderEndsAt()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void everyOlderSecretIsValidUntilTheEndThatWasPromisedForIt() {
        ApiKey second = ApiKey.drawSecret(key.keyId());
        ApiKey third = ApiKey.drawSecret(key.keyId());
        Client client = key.client(LEAST, NOW)
                .rotated(second, "ra", NOW, Duration.ofDays(7), Optional.empty())
                .rotated(third, "rb", NOW, Duration.ofMinutes(10), Optional.empty());

        assertThat(client.rotation().olderEndsAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(client.rotation().olderEndsIn()).as("of this rotation").isEqualTo(Duration.ofMinutes(10));
        assertThat(accepted(client, NOW, key, second, third)).containsExactly(true, true, true);
        assertThat(accepted(client, NOW.plus(Duration.ofMinutes(10)), key, second, third))
                .containsExactly(true, false, true);
        assertThat(accepted(client, NOW.plus(Duration.ofDays(7)), key, second, third))
                .containsExactly(false, false, true);
        assertThat(accepted(client, NOW, new ApiKey(key.keyId(), ApiKey.draw().secret())))
                .containsExactly(false);
    }

    @Test
    void threeOlderSecretsAreKeptAndTheOldestGivesWay() {
        List<ApiKey> secrets = new ArrayList<>(List.of(key));
        Client client = key.client(LEAST, NOW);
        for (int i = 0; i < 4; i++) {
            ApiKey next = ApiKey.drawSecret(key.keyId());
            client = client.rotated(next, null, NOW, Duration.ofDays(1), Optional.empty());
            secrets.add(next);
        }

        assertThat(accepted(client, NOW, secrets.toArray(ApiKey[]::new)))
                .containsExactly(false, true, true, true, true);
    }

    @Test
    void anOlderSecretThatHasEndedMakesRoom() {
        ApiKey second = ApiKey.drawSecret(key.keyId());
        Client client = key.client(LEAST, NOW).rotated(second, null, NOW, Duration.ofDays(7), Optional.empty());
        for (int i = 0; i < 9; i++) {
            Instant later = NOW.plus(Duration.ofHours(i));
            client = client.rotated(
                    ApiKey.drawSecret(key.keyId()), null, later, Duration.ofMinutes(59), Optional.empty());
        }

        assertThat(accepted(client, NOW.plus(Duration.ofHours(9)), key, second)).containsExactly(true, false);
    }

    @Test
    void aRotationWithoutTimeEndsAllOlderSecrets() {
        ApiKey second = ApiKey.drawSecret(key.keyId());
        ApiKey third = ApiKey.drawSecret(key.keyId());
        Client client = key.client(LEAST, NOW)
                .rotated(second, null, NOW, Duration.ofDays(7), Optional.empty())
                .rotated(third, null, NOW, Duration.ZERO, Optional.empty());

        assertThat(accepted(client, NOW, key, second, third)).containsExactly(false, false, true);
        assertThat(client.rotation().olderEndsAt()).isEqualTo(NOW);
    }

    @Test
    void theSecretWithWhichAKeyRotatesItselfNeverGivesWayAndKeepsWhatItWasPromised() {
        Client client = key.client(LEAST, NOW)
                .rotated(ApiKey.drawSecret(key.keyId()), null, NOW, Duration.ofDays(7), Optional.of(key));
        ApiKey next = key;
        for (int i = 0; i < 9; i++) {
            next = ApiKey.drawSecret(key.keyId());
            client = client.rotated(next, null, NOW, Duration.ofHours(1), Optional.of(key));
        }

        assertThat(accepted(client, NOW.plus(Duration.ofDays(6)), key, next)).containsExactly(true, true);
    }

    private static List<Boolean> accepted(Client client, Instant now, ApiKey... keys) {
        return Stream.of(keys).map(shown -> client.accepts(shown.secret(), now)).toList();
    }

    @Test
    void aScopeThatThisVersionDoesNotKnowOpensNothing() {
        Item item = Item.of(new HashMap<>(key.client(LEAST, NOW).write().attributes()))
                .put("scopes", "any-source time-travel");

        assertThat(Client.read(item).grant().scopes()).containsExactly(Scope.ANY_SOURCE);
    }

    @Test
    void aRequestForAKeyAlwaysNamesTheSameKeyAndNeverTheSameSecret() {
        ApiKey first = ApiKey.drawFor("office", "k-1");
        ApiKey again = ApiKey.drawFor("office", "k-1");

        assertThat(again.keyId()).isEqualTo(first.keyId()).matches("[a-z2-7]{16}");
        assertThat(again.secret()).isNotEqualTo(first.secret());
        assertThat(ApiKey.ofHeader("Bearer " + first.shown())).contains(first);
        assertThat(ApiKey.drawFor("office", "k-2").keyId()).isNotEqualTo(first.keyId());
        assertThat(ApiKey.drawFor("web", "k-1").keyId()).isNotEqualTo(first.keyId());
    }
}
