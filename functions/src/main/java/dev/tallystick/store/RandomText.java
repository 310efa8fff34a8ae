package dev.tallystick.store;

import java.security.SecureRandom;

/** Random letters and digits, drawn when asked: a snapshot must hold no generator. */
public final class RandomText {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private RandomText() {}

    /** So many characters of five random bits each. */
    public static String base32(int length) {
        return new SecureRandom()
                .ints(length, 0, BASE32.length())
                .mapToObj(BASE32::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** So many characters, each of five bits of the random byte at its place. */
    public static String base32(byte[] random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(BASE32.charAt(random[i] & 31));
        }
        return text.toString();
    }

    /** So many random decimal digits. */
    public static String digits(int length) {
        return new SecureRandom()
                .ints(length, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
