package dev.tallystick.setup;

import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Client;
import dev.tallystick.access.Grant;
import dev.tallystick.access.Scope;
import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key as answers show it: whole once, when a secret is made; else without secret or hash. */
final class KeyAnswer {

    private KeyAnswer() {}

    static Map<String, Object> of(Client client, ApiKey shownOnce) {
        return begin(client)
                .with("key", shownOnce.shown())
                .withAll(rest(client))
                .build();
    }

    static Map<String, Object> of(Client client) {
        return begin(client).withAll(rest(client)).build();
    }

    static Map<String, Object> of(KeyStore.Listed listed) {
        return begin(listed.client())
                .withAll(rest(listed.client()))
                .with("lastUsedOn", listed.lastUsedOn())
                .build();
    }

    private static JsonObject begin(Client client) {
        return new JsonObject().with("keyId", client.keyId());
    }

    private static Map<String, Object> rest(Client client) {
        Grant grant = client.grant();
        Client.Rotation rotation = client.rotation();
        return new JsonObject()
                .with("source", grant.source())
                .with("terminal", grant.terminal())
                .with("scopes", grant.scopes().stream().sorted().map(Scope::id).toList())
                .with("name", grant.name())
                .with("ratePerMinute", grant.ratePerMinute())
                .with("createdAt", text(client.createdAt()))
                .with("rotatedAt", rotation == null ? null : text(rotation.at()))
                .with("olderSecretEndsAt", rotation == null ? null : text(rotation.olderEndsAt()))
                .with("revokedAt", text(client.revokedAt()))
                .build();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
