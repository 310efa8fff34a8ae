package dev.tallystick.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.tallystick.store.SecretKeys;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;

/**
 * JWS in compact form (RFC 7515), HMAC with SHA-256. What a header says decides nothing: algorithm and type have to be ours,
 * and {@code kid} picks one of our own keys. Nothing but this loads the library, so functions that see no token start without.
 */
final class Jws {

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    private Jws() {}

    static String sign(String type, SecretKeys.Version key, byte[] payload) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(ALGORITHM)
                        .type(new JOSEObjectType(type))
                        .keyID(key.id())
                        .build(),
                new Payload(payload));
        try {
            token.sign(new MACSigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that signs nothing", e);
        }
        return token.serialize();
    }

    /** The payload, if it is of this type and one of the keys has signed it. */
    static Optional<byte[]> verify(String type, String text, Function<String, Optional<SecretKeySpec>> keys) {
        try {
            JWSObject token = JWSObject.parse(text);
            JWSHeader header = token.getHeader();
            if (!ALGORITHM.equals(header.getAlgorithm()) || !new JOSEObjectType(type).equals(header.getType())) {
                return Optional.empty();
            }
            Optional<SecretKeySpec> key = Optional.ofNullable(header.getKeyID()).flatMap(keys);
            return key.isPresent() && token.verify(new MACVerifier(key.get()))
                    ? Optional.of(token.getPayload().toBytes())
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
