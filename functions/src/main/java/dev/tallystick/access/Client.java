package dev.tallystick.access;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
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
     * @param olderHash of the secret before, which is valid as well until its end
     */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
    public record Rotation(@Nullable String id, Instant at, byte[] olderHash, Instant olderEndsAt) {

        /** How long the secret before was to be valid. */
        public Duration olderEndsIn() {
            return Duration.between(at, olderEndsAt);
        }
    }

    /** Whether it is this key's secret now. Both secrets are compared, whatever the answer. */
    boolean accepts(String secret, Instant now) {
        byte[] hash = ApiKey.hash(secret);
        boolean newer = MessageDigest.isEqual(secretHash, hash);
        boolean older = MessageDigest.isEqual(rotation == null ? NONE.secretHash : rotation.olderHash, hash);
        boolean olderValid = rotation != null && now.isBefore(rotation.olderEndsAt);
        return (newer || (older && olderValid)) && revokedAt == null;
    }

    /** The key with a new secret beside one of those that it has. */
    public Client rotated(ApiKey next, Rotation itsRotation) {
        return new Client(keyId, ApiKey.hash(next.secret()), grant, createdAt, itsRotation, revokedAt);
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
        return rotation == null
                ? item
                : item.put("rotationId", rotation.id())
                        .put("rotatedAt", rotation.at())
                        .put("olderHash", rotation.olderHash())
                        .put("olderEndsAt", rotation.olderEndsAt());
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

    private static Rotation rotation(Item item) {
        return new Rotation(
                item.optionalText("rotationId"),
                item.instant("rotatedAt"),
                item.bytes("olderHash"),
                item.instant("olderEndsAt"));
    }
}
