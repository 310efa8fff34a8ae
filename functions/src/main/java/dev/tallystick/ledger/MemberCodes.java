package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Base32;
import dev.tallystick.store.Hmac;
import dev.tallystick.store.SecretKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * Member codes: eight digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1), over a seed of the member's that
 * changes every week. Seeds are computed from a master secret and stored nowhere. All versions of the secret are good; the
 * current one is what phones get.
 */
public final class MemberCodes {

    public static final int DIGITS = 8;

    /** How long a code is shown, in seconds. */
    public static final int PERIOD = 30;

    private static final long WEEK = 7 * 24 * 60 * 60L;
    private static final long STEPS_A_WEEK = WEEK / PERIOD;
    private static final int SEED_BYTES = 20;
    private static final int MODULUS = 100_000_000;

    private final Supplier<SecretKeys> keys;

    public MemberCodes(Supplier<SecretKeys> keys) {
        this.keys = keys;
    }

    /**
     * What a phone makes codes of.
     *
     * @param text in base 32
     * @param base16 the same in base 16
     * @param validFrom when the first of its steps begins
     * @param validUntil when the last of them has ended
     */
    public record Seed(String text, String base16, Instant validFrom, Instant validUntil) {}

    /** The seed of the week in which the instant lies. */
    public Seed seed(MemberId member, Instant at) {
        long week = Math.floorDiv(at.getEpochSecond(), WEEK);
        byte[] seed = seed(keys.get().current().key(), member, week);
        return new Seed(
                Base32.encode(seed),
                HexFormat.of().formatHex(seed),
                Instant.ofEpochSecond(week * WEEK),
                Instant.ofEpochSecond((week + 1) * WEEK));
    }

    /** What a phone shows. */
    String digits(MemberId member, Instant at) {
        long step = Math.floorDiv(at.getEpochSecond(), PERIOD);
        return code(seed(keys.get().current().key(), member, Math.floorDiv(step, STEPS_A_WEEK)), step);
    }

    /** The step of which this is the member's code: that of the instant, or the one before or after. */
    Optional<Long> step(MemberId member, String digits, Instant at) {
        long now = Math.floorDiv(at.getEpochSecond(), PERIOD);
        Optional<Long> found = Optional.empty();
        for (SecretKeys.Version version : keys.get().all()) {
            for (long step = now - 1; step <= now + 1; step++) {
                byte[] seed = seed(version.key(), member, Math.floorDiv(step, STEPS_A_WEEK));
                boolean same = MessageDigest.isEqual(ascii(code(seed, step)), ascii(digits));
                found = same ? Optional.of(step) : found;
            }
        }
        return found;
    }

    /** The code of a time step (RFC 6238, RFC 4226). */
    static String code(byte[] seed, long step) {
        byte[] mac =
                Hmac.sha1(seed, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        return "%08d".formatted(number % MODULUS);
    }

    private static byte[] seed(SecretKeySpec key, MemberId member, long week) {
        return Arrays.copyOf(Hmac.sha256(key, member.value() + ":" + week), SEED_BYTES);
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }
}
