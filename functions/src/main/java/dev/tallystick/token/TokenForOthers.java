package dev.tallystick.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.tallystick.json.Json;
import java.security.PrivateKey;
import java.util.Map;

/** Tokens that somebody else verifies, by our public key: JWT (RFC 7519), RSA with SHA-256. Nothing here believes one. */
public final class TokenForOthers {

    private TokenForOthers() {}

    /** @param key RSA, of 2,048 bits or more */
    public static String sign(Map<String, Object> claims, PrivateKey key) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new Payload(Json.bytes(claims)));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that signs nothing", e);
        }
        return token.serialize();
    }
}
