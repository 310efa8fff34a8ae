package dev.tallystick.access;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.security.MessageDigest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An API key as it is stored: its secret only as a hash, which is enough for 260 random bits. */
@SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
record Client(
        String keyId,
        byte[] secretHash,
        String source,
        @Nullable String terminal,
        Set<Scope> scopes) {

    Client {
        scopes = Set.copyOf(scopes);
    }

    boolean hasSecret(String secret) {
        return MessageDigest.isEqual(secretHash, ApiKey.hash(secret));
    }

    Item write() {
        return Item.with(Keys.client(keyId))
                .put("format", 1)
                .put("keyId", keyId)
                .put("secretHash", secretHash)
                .put("source", source)
                .put("terminal", terminal)
                .put("scopes", scopes.stream().map(Scope::id).sorted().collect(Collectors.joining(" ")));
    }

    static Client read(Item item) {
        Set<String> ids = Set.of(item.text("scopes").split(" ", -1));
        return new Client(
                item.text("keyId"),
                item.bytes("secretHash"),
                item.text("source"),
                item.optionalText("terminal"),
                Scope.of(ids));
    }
}
