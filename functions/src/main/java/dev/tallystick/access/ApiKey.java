package dev.tallystick.access;

import dev.tallystick.store.Item;
import dev.tallystick.store.RandomText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
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

    static Optional<ApiKey> ofHeader(String authorization) {
        Matcher parts = BEARER.matcher(authorization);
        return parts.matches() ? Optional.of(new ApiKey(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** What is stored of it. */
    public Item stored(Source source, @Nullable String terminal, Set<Scope> scopes) {
        return new Client(keyId, hash(secret), source.id(), terminal, scopes).write();
    }

    /** The whole key, to be shown once. */
    public String shown() {
        return "tsk_" + keyId + "_" + secret;
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "tsk_" + keyId + "_…";
    }
}
