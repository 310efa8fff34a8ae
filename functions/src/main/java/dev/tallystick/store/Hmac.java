package dev.tallystick.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104, FIPS 180-4). */
public final class Hmac {

    private Hmac() {}

    public static byte[] sha256(SecretKeySpec key, String text) {
        return of(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** HMAC-SHA-1, for codes of RFC 6238, which every authenticator computes with it. */
    public static byte[] sha1(byte[] key, byte[] message) {
        return of(new SecretKeySpec(key, "HmacSHA1"), message);
    }

    private static byte[] of(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has these", e);
        }
    }
}
