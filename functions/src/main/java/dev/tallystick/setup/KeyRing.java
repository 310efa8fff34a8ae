package dev.tallystick.setup;

import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Client;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes keys, changes their secrets and revokes them. A secret is known to nobody but to whom it is shown once. */
final class KeyRing {

    private final KeyStore keys;
    private final SourceStore sources;
    private final InstantSource clock;

    KeyRing(KeyStore keys, SourceStore sources, InstantSource clock) {
        this.keys = keys;
        this.sources = sources;
        this.clock = clock;
    }

    static KeyRing of(Database database, Tables tables, InstantSource clock) {
        return new KeyRing(new KeyStore(database, tables), new SourceStore(database, tables), clock);
    }

    /** How it ended. */
    sealed interface Outcome {

        /** There is a new secret. */
        record Made(Client client, ApiKey shownOnce) implements Outcome {}

        /** An earlier request had done it; its secret is not known any more. */
        record Replayed(Client client) implements Outcome {}

        /** Another request has used the id, at that time. */
        record IdReused(Instant at) implements Outcome {}

        record NoSuchSource() implements Outcome {}

        record NoSuchKey() implements Outcome {}

        record IsRevoked() implements Outcome {}
    }

    /** @throws Backoff.Exhausted when conflicts outlast the retries */
    Outcome make(NewKeyRequest request, Caller caller) {
        String id = request.id();
        ApiKey key = id == null
                ? ApiKey.draw()
                : ApiKey.drawFor(OperationKey.by(caller.source().id(), caller.terminal()), id);
        Instant now = now();
        if (sources.find(request.grant().source()).isEmpty()) {
            return new Outcome.NoSuchSource();
        }
        Client client = key.client(request.grant(), now);
        Optional<Client> existing = keys.create(client);
        if (existing.isPresent()) {
            return existing.get().grant().equals(request.grant())
                    ? new Outcome.Replayed(existing.get())
                    : new Outcome.IdReused(
                            Optional.ofNullable(existing.get().createdAt()).orElse(now));
        }
        log("key-made", client.keyId(), caller);
        return new Outcome.Made(client, key);
    }

    /**
     * Gives a key a new secret, beside those that it has, which end when it was promised for each. A key that rotates itself keeps the secret that it came with:
     * where an answer is lost, its holder can still call.
     *
     * @param shown the key as it was shown in the request
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Outcome rotate(String keyId, RotationRequest request, Caller caller, Optional<ApiKey> shown) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Client> found = keys.find(keyId).map(KeyStore.Listed::client);
            if (found.isEmpty()) {
                return new Outcome.NoSuchKey();
            }
            Client before = found.get();
            Client.Rotation last = before.rotation();
            if (last != null && request.id() != null && request.id().equals(last.id())) {
                return request.olderSecretEndsIn().equals(last.olderEndsIn())
                        ? new Outcome.Replayed(before)
                        : new Outcome.IdReused(last.at());
            }
            if (before.revokedAt() != null) {
                return new Outcome.IsRevoked();
            }
            ApiKey next = ApiKey.drawSecret(keyId);
            Client after = before.rotated(
                    next,
                    request.id(),
                    now(),
                    request.olderSecretEndsIn(),
                    shown.filter(own -> own.keyId().equals(keyId)));
            if (keys.replace(before, after)) {
                log("key-rotated", keyId, caller);
                return new Outcome.Made(after, next);
            }
            backoff.pause();
        }
    }

    /**
     * Revokes a key, unless it is revoked already.
     *
     * @return whether there is such a key
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    boolean revoke(String keyId, Caller caller) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Client> found = keys.find(keyId).map(KeyStore.Listed::client);
            if (found.isEmpty() || found.get().revokedAt() != null) {
                return found.isPresent();
            }
            if (keys.replace(found.get(), found.get().revoked(now()))) {
                log("key-revoked", keyId, caller);
                return true;
            }
            backoff.pause();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void log(String event, String keyId, Caller caller) {
        Log.info(event, new JsonObject().with("keyId", keyId).with("by", caller.keyId()));
    }
}
