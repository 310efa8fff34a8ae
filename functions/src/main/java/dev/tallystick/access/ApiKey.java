package dev.tallystick.access;

import dev.tallystick.store.RandomText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An API key as its holder has it: {@code tsk_<key id>_<secret>}. */
public record ApiKey(String keyId, String secret) {

    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 52;
    private static final Pattern BEARER =
            Pattern.compile("(?i:Bearer) +tsk_([a-z2-7]{%d})_([a-z2-7]{%d})".formatted(ID_LENGTH, SECRET_LENGTH));

    public static ApiKey draw() {
        return new ApiKey(RandomText.base32(ID_LENGTH), RandomText.base32(SECRET_LENGTH));
    }

    /**
     * A key whose id follows from the request that asks for it, so that a repeat finds the first one's. Its secret does not.
     *
     * @param requester the source that asks, with its till where it has one
     */
    public static ApiKey drawFor(String requester, String requestId) {
        byte[] hash = sha256("key\n" + requester + "\n" + requestId);
        return new ApiKey(RandomText.base32(hash, ID_LENGTH), RandomText.base32(SECRET_LENGTH));
    }

    /** A new secret for a key that there is. */
    public static ApiKey drawSecret(String keyId) {
        return new ApiKey(keyId, RandomText.base32(SECRET_LENGTH));
    }

    /** The key in the header {@code Authorization}, if there is one and nothing else. */
    public static Optional<ApiKey> ofHeader(String authorization) {
        Matcher parts = BEARER.matcher(authorization);
        return parts.matches() ? Optional.of(new ApiKey(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** The key as it is kept, for this. */
    public Client client(Grant grant, @Nullable Instant createdAt) {
        return new Client(keyId, hash(secret), grant, createdAt, null, null);
    }

    /** The whole key, to be shown once. */
    public String shown() {
        return "tsk_" + keyId + "_" + secret;
    }

    /** The hash of the secret, for keeping. */
    public byte[] secretHash() {
        return hash(secret);
    }

    static byte[] hash(String secret) {
        return sha256(secret);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "tsk_" + keyId + "_…";
    }
}
