package dev.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.store.Item;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;
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
                .rotated(
                        ApiKey.drawSecret(key.keyId()),
                        new Client.Rotation("r-1", NOW, key.secretHash(), NOW.plusSeconds(86_400)))
                .revoked(NOW);

        for (Client client : new Client[] {least, most}) {
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
