package dev.tallystick.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Hmac;
import dev.tallystick.store.SecretKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token is believed if we signed it, for this use and installation, and it is not over. */
class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant END = NOW.plusMillis(1_234);
    private static final String FIRST = "first-first-first-first-first-first";
    private static final String SECOND = "second-second-second-second-second";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"kid\":\"1\",\"typ\":\"tallystick-wallet+jwt\",\"alg\":\"HS256\"}";
    private static final String PAYLOAD =
            "{\"sub\":\"m-1\",\"iss\":\"here\",\"aud\":\"wallet\",\"exp\":%d}".formatted(END.getEpochSecond() + 1);

    private final Tokens tokens = tokens("here", "{\"current\": \"1\", \"1\": \"" + FIRST + "\"}");

    private static Tokens tokens(String issuer, String keys) {
        return new Tokens(() -> SecretKeys.parse(keys), issuer);
    }

    private String token() {
        return tokens.sign(Tokens.Use.WALLET, claims(), END);
    }

    private static JsonObject claims() {
        return new JsonObject().with("sub", "m-1").with("generation", 7L);
    }

    private boolean isGood(String token) {
        return tokens.verify(Tokens.Use.WALLET, token, NOW).isPresent();
    }

    @Test
    void aTokenSaysWhatItWasMadeOf() {
        Claims claims = tokens.verify(Tokens.Use.WALLET, token(), NOW).orElseThrow();

        assertThat(claims.text("sub")).isEqualTo("m-1");
        assertThat(claims.number("generation")).isEqualTo(7);
    }

    @Test
    void aTokenIsGoodUntilItsEndExactly() {
        assertThat(tokens.verify(Tokens.Use.WALLET, token(), END.minusMillis(1)))
                .isPresent();
        assertThat(tokens.verify(Tokens.Use.WALLET, token(), END)).isEmpty();
        assertThat(tokens.verify(Tokens.Use.WALLET, token(), END.plusSeconds(1_000_000)))
                .isEmpty();
    }

    @Test
    void aTokenForSomethingElseIsNone() {
        assertThat(tokens.verify(Tokens.Use.PRESENCE, token(), NOW)).isEmpty();
        assertThat(tokens.verify(Tokens.Use.DEVICE, token(), NOW)).isEmpty();
    }

    @Test
    void aTokenOfAnotherInstallationIsNoneEvenWithTheSameKey() {
        assertThat(isGood(tokens("there", "{\"current\": \"1\", \"1\": \"" + FIRST + "\"}")
                        .sign(Tokens.Use.WALLET, claims(), END)))
                .isFalse();
    }

    @Test
    void allVersionsOfTheKeyVerifyAndTheCurrentOneSigns() {
        Tokens rotated = tokens("here", "{\"current\": \"2\", \"1\": \"" + FIRST + "\", \"2\": \"" + SECOND + "\"}");
        String later = rotated.sign(Tokens.Use.WALLET, claims(), END);

        assertThat(rotated.verify(Tokens.Use.WALLET, token(), NOW)).isPresent();
        assertThat(rotated.verify(Tokens.Use.WALLET, later, NOW)).isPresent();
        assertThat(isGood(later)).as("a key that is not known here").isFalse();
    }

    @Test
    void whatAnotherLibraryWouldSignTheSameWayIsGood() {
        assertThat(isGood(signed(HEADER, PAYLOAD, FIRST))).isTrue();
    }

    static Stream<String> forgeries() {
        String unsigned = part(HEADER.replace("HS256", "none")) + "." + part(PAYLOAD) + ".";
        return Stream.of(
                unsigned,
                unsigned + "AA",
                signed(HEADER.replace("HS256", "none"), PAYLOAD, FIRST),
                signed(HEADER.replace("HS256", "HS512"), PAYLOAD, FIRST),
                signed(HEADER.replace("HS256", "RS256"), PAYLOAD, FIRST),
                signed(HEADER.replace("HS256", "hs256"), PAYLOAD, FIRST),
                signed(HEADER, PAYLOAD, SECOND),
                signed(HEADER.replace("\"1\"", "\"2\""), PAYLOAD, FIRST),
                signed(HEADER.replace("\"1\"", "\"current\""), PAYLOAD, "1"),
                signed(HEADER.replace("\"kid\":\"1\",", ""), PAYLOAD, FIRST),
                signed(HEADER.replace("tallystick-wallet+jwt", "JWT"), PAYLOAD, FIRST),
                signed(HEADER.replace("\"typ\":\"tallystick-wallet+jwt\",", ""), PAYLOAD, FIRST),
                signed(HEADER.replace("{", "{\"crit\":[\"exp\"],"), PAYLOAD, FIRST),
                signed(HEADER.replace("{", "{\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"},"), PAYLOAD, "\0"),
                signed(HEADER, PAYLOAD.replace("wallet", "presence"), FIRST),
                signed(HEADER, PAYLOAD.replace("here", "there"), FIRST),
                signed(HEADER, PAYLOAD, FIRST) + "A",
                signed(HEADER, PAYLOAD, FIRST).replace(part(PAYLOAD), part(PAYLOAD.replace("m-1", "m-2"))),
                signed(HEADER, PAYLOAD.replace("m-1", "m-" + "1".repeat(1_000)), FIRST),
                "",
                ".",
                "..",
                "a.b.c",
                "{}.{}.{}",
                "\u0000");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedTokenIsNone(String forged) {
        assertThat(isGood(forged)).isFalse();
    }

    private static String signed(String header, String payload, String key) {
        String content = part(header) + "." + part(payload);
        byte[] signature = Hmac.sha256(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"), content);
        return content + "." + BASE64.encodeToString(signature);
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
