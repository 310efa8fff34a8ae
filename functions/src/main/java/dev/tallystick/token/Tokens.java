package dev.tallystick.token;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.SecretKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens: what was signed here, for one use, until an instant. Their form is {@link Jws}'s. */
public final class Tokens {

    private static final int LONGEST = 1_024;

    private final Supplier<SecretKeys> keys;
    private final String issuer;

    /** @param issuer the installation, so that a token of another is none here */
    public Tokens(Supplier<SecretKeys> keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** What a token is for; one for something else is none. */
    public enum Use {
        WALLET("wallet"),
        DEVICE("device"),
        PRESENCE("presence");

        private final String audience;

        Use(String audience) {
            this.audience = audience;
        }

        private String type() {
            return "tallystick-" + audience + "+jwt";
        }
    }

    /** A token that is good until then, to the millisecond. It is signed, not encrypted: nothing personal goes into it. */
    public String sign(Use use, JsonObject claims, Instant expiresAt) {
        SecretKeys.Version key = keys.get().current();
        Map<String, Object> payload = claims.with("iss", issuer)
                .with("aud", use.audience)
                .with("exp", BigDecimal.valueOf(expiresAt.toEpochMilli(), 3))
                .build();
        return Jws.sign(use.type(), key, Json.bytes(payload));
    }

    /** What it says, if it is ours, for this use and not over yet. */
    public Optional<Claims> verify(Use use, String text, Instant now) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return Jws.verify(use.type(), text, keys.get()::find).flatMap(payload -> claims(use, payload, now));
    }

    private Optional<Claims> claims(Use use, byte[] payload, Instant now) {
        try {
            if (Json.parse(payload) instanceof Map<?, ?> values
                    && issuer.equals(values.get("iss"))
                    && use.audience.equals(values.get("aud"))
                    && now.isBefore(expiry(values.get("exp")))) {
                return Optional.of(new Claims(values));
            }
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a token of ours is not JSON", e);
        }
        return Optional.empty();
    }

    private static Instant expiry(@Nullable Object seconds) {
        return switch (seconds) {
            case BigDecimal exact ->
                Instant.ofEpochMilli(exact.movePointRight(3).longValue());
            case Long whole -> Instant.ofEpochSecond(whole);
            case null, default -> throw new IllegalStateException("a token of ours has no end");
        };
    }
}
