package dev.tallystick.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.SecretKeys;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as JWS in compact form (RFC 7515), HMAC with SHA-256. What a token's header says decides nothing: algorithm and
 * type have to be ours, and {@code kid} picks one of our own keys.
 */
public final class Tokens {

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
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

        private JOSEObjectType type() {
            return new JOSEObjectType("tallystick-" + audience + "+jwt");
        }
    }

    /** A token that is good until then, to the millisecond. It is signed, not encrypted: nothing personal goes into it. */
    public String sign(Use use, JsonObject claims, Instant expiresAt) {
        SecretKeys.Version key = keys.get().current();
        Map<String, Object> payload = claims.with("iss", issuer)
                .with("aud", use.audience)
                .with("exp", BigDecimal.valueOf(expiresAt.toEpochMilli(), 3))
                .build();
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(ALGORITHM)
                        .type(use.type())
                        .keyID(key.id())
                        .build(),
                new Payload(Json.bytes(payload)));
        try {
            token.sign(new MACSigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that signs nothing", e);
        }
        return token.serialize();
    }

    /** What it says, if it is ours, for this use and not over yet. */
    public Optional<Claims> verify(Use use, String text, Instant now) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JWSObject token = JWSObject.parse(text);
            JWSHeader header = token.getHeader();
            if (!ALGORITHM.equals(header.getAlgorithm()) || !use.type().equals(header.getType())) {
                return Optional.empty();
            }
            Optional<SecretKeySpec> key = Optional.ofNullable(header.getKeyID()).flatMap(keys.get()::find);
            return key.isPresent() && token.verify(new MACVerifier(key.get()))
                    ? claims(use, token.getPayload().toBytes(), now)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
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
