package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A customer's phone: the wallet's calls, and the member codes that it makes of the wallet's seed by itself. */
final class Phone {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern COOKIE =
            Pattern.compile("(__Host-tallystick=[^;]*); Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=([0-9]+)");

    private final Cloud cloud;

    Phone(Cloud cloud) {
        this.cloud = cloud;
    }

    /** A fresh link's token. */
    String link(String member) {
        return String.valueOf(createLink(member, "{}").at("token"));
    }

    Answer createLink(String member, String body) {
        return cloud.post(cloud.key("web"), "/v1/members/" + member + "/wallet-links", body);
    }

    Answer wallet(String token) {
        return cloud.get(token, "/v1/wallet");
    }

    Answer begin(String token) {
        return begin("{\"token\": \"" + token + "\"}", Map.of());
    }

    /** The next token of a device. */
    Answer go(String cookie) {
        return begin("{}", Map.of("Cookie", cookie));
    }

    Answer begin(String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return cloud.send("POST", "/v1/wallet/sessions", all, body);
    }

    /** The cookie that an answer sets, as it is sent back. */
    static String cookie(Answer answer) {
        Matcher cookie = COOKIE.matcher(answer.headers().get("set-cookie").getFirst());
        assertThat(cookie.matches()).as(answer.headers().toString()).isTrue();
        assertThat(cookie.group(2)).isEqualTo("15552000");
        return cookie.group(1);
    }

    static String token(Answer answer) {
        return String.valueOf(answer.at("token"));
    }

    /** What the phone shows after so many steps: the card's number and eight digits. */
    String code(String member, int steps) {
        Answer wallet = wallet(link(member));
        long step = Instant.now().getEpochSecond() / 30 + steps;
        boolean over =
                !Instant.ofEpochSecond(step * 30).isBefore(Instant.parse(String.valueOf(wallet.at("code.validUntil"))));
        String seed = String.valueOf(wallet.at(over ? "code.next.seed" : "code.seed"));
        return wallet.at("member.cardNumber") + digits(seed, step);
    }

    /** RFC 6238 over a seed in base 32. */
    static String digits(String seed, long step) {
        return digits(decoded(seed), step);
    }

    /** The same over its bytes. */
    static String digits(byte[] seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return "%08d".formatted(number % 100_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decoded(String base32) {
        StringBuilder bits = new StringBuilder();
        base32.chars()
                .forEach(letter -> bits.append("%5s"
                        .formatted(Integer.toBinaryString(BASE32.indexOf(letter)))
                        .replace(' ', '0')));
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
