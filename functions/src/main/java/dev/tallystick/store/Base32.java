package dev.tallystick.store;

/** Base 32 (RFC 4648) without padding, as authenticators read seeds. */
public final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (byte next : bytes) {
            pending = ((pending << Byte.SIZE) | (next & 0xff)) & 0xfff;
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(ALPHABET.charAt((pending >> (bits - BITS)) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt((pending << (BITS - bits)) & 31)).toString();
    }
}
