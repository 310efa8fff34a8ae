package dev.tallystick.access;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: its secrets only as hashes, which is enough for 260 random bits.
 *
 * @param createdAt null for the first keys, which did not note it
 * @param revokedAt from when on it opens nothing
 */
@SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
public record Client(
        String keyId,
        byte[] secretHash,
        Grant grant,
        @Nullable Instant createdAt,
        @Nullable Rotation rotation,
        @Nullable Instant revokedAt) {

    /** Compared with where there is no such key, so that an unknown key costs what a wrong secret does. */
    static final Client NONE = new Client("", new byte[32], Grant.of("", null, Set.of()), null, null, null);

    /**
     * The last change of the secret.
     *
     * @param id the client's own id of it, where it gave one
     * @param olderEndsIn how long the secret before was to be valid
     * @param older at least the secret before
     */
    public record Rotation(@Nullable String id, Instant at, Duration olderEndsIn, OlderSecrets older) {

        /** When the last of the older secrets ends. */
        public Instant olderEndsAt() {
            return older.lastEndsAt();
        }
    }

    /** Whether it is one of this key's secrets now. As many hashes are compared, whatever the answer. */
    boolean accepts(String secret, Instant now) {
        byte[] hash = ApiKey.hash(secret);
        boolean newest = MessageDigest.isEqual(secretHash, hash);
        boolean older = older().accept(hash, now);
        return (newest || older) && revokedAt == null;
    }

    /**
     * The key with a new secret beside those that it has; {@link Duration#ZERO} ends all of them.
     *
     * @param id the client's own id of the rotation
     * @param own the key with which its holder asks for its own rotation, which is kept before all others
     */
    public Client rotated(ApiKey next, @Nullable String id, Instant at, Duration olderEndsIn, Optional<ApiKey> own) {
        Instant end = at.plus(olderEndsIn);
        OlderSecrets older = (olderEndsIn.isZero() ? OlderSecrets.NONE : older().at(at)).with(secretHash, end);
        OlderSecrets withOwn =
                own.map(key -> older.with(key.secretHash(), end)).orElse(older).bounded();
        return new Client(
                keyId,
                ApiKey.hash(next.secret()),
                grant,
                createdAt,
                new Rotation(id, at, olderEndsIn, withOwn),
                revokedAt);
    }

    private OlderSecrets older() {
        return rotation == null ? OlderSecrets.NONE : rotation.older;
    }

    public Client revoked(Instant at) {
        return new Client(keyId, secretHash, grant, createdAt, rotation, at);
    }

    public Item write() {
        Item item = Item.with(Keys.client(keyId))
                .put("format", 1)
                .put("keyId", keyId)
                .put("secretHash", secretHash)
                .put("source", grant.source())
                .put("terminal", grant.terminal())
                .put("scopes", grant.scopes().stream().map(Scope::id).sorted().collect(Collectors.joining(" ")))
                .put("name", grant.name())
                .putIfAny("ratePerMinute", grant.ratePerMinute())
                .put("createdAt", createdAt)
                .put("revokedAt", revokedAt);
        if (rotation != null) {
            item.put("rotationId", rotation.id())
                    .put("rotatedAt", rotation.at())
                    .put("olderEndsIn", rotation.olderEndsIn().toString());
            rotation.older().write(item);
        }
        return item;
    }

    public static Client read(Item item) {
        Set<String> ids = Set.of(item.text("scopes").split(" ", -1));
        return new Client(
                item.text("keyId"),
                item.bytes("secretHash"),
                new Grant(
                        item.text("source"),
                        item.optionalText("terminal"),
                        Scope.of(ids),
                        item.optionalText("name"),
                        item.has("ratePerMinute") ? item.number("ratePerMinute") : null),
                item.optionalInstant("createdAt"),
                item.has("rotatedAt") ? rotation(item) : null,
                item.optionalInstant("revokedAt"));
    }

    /** The first rotations did not note how long the secret before was to be valid: it was the only one. */
    private static Rotation rotation(Item item) {
        Instant at = item.instant("rotatedAt");
        OlderSecrets older = OlderSecrets.read(item);
        String olderEndsIn = item.optionalText("olderEndsIn");
        return new Rotation(
                item.optionalText("rotationId"),
                at,
                olderEndsIn == null ? Duration.between(at, older.lastEndsAt()) : Duration.parse(olderEndsIn),
                older);
    }
}
