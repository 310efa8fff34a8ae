package dev.tallystick.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a webhook may be sent to: those of the public Internet. What IANA's registries of special addresses name
 * (RFC 6890 and what came after) is none, nor what carries another address inside: mapped, translated or tunnelled.
 */
final class Addresses {

    /** The only block of which public addresses are assigned (RFC 4291, 2.4). */
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);

    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.31.196.0", 24),
            Block.of("192.52.193.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("192.175.48.0", 24),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 4),
            Block.of("240.0.0.0", 4),
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("2002::", 16),
            Block.of("2620:4f:8000::", 48),
            Block.of("3fff::", 20));

    private Addresses() {}

    /** Whether anybody on the Internet may be there, and nobody of ours. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean global = address instanceof Inet4Address || GLOBAL_UNICAST.has(bytes);
        return global && SPECIAL.stream().noneMatch(block -> block.has(bytes));
    }

    /** Addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] first, int bits) {

        static Block of(String first, int bits) {
            return new Block(InetAddress.ofLiteral(first).getAddress(), bits);
        }

        boolean has(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != first[i]) {
                    return false;
                }
            }
            int shift = 8 - bits % 8;
            return shift == 8 || (address[whole] & 0xff) >> shift == (first[whole] & 0xff) >> shift;
        }
    }
}
