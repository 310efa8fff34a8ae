package dev.tallystick.pass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.store.SecretKeys;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which passes there are, and what Google is told. */
class PassesTest {

    private static final String ORIGIN = "https://card.example.com";

    /** Google's own advice for an address that every browser takes. */
    private static final int LONGEST_TOKEN = 1_800;

    private final MemberCodes codes =
            new MemberCodes(() -> SecretKeys.parse("{\"current\": \"1\", \"1\": \"master\"}"));

    private Passes passes(Map<String, Object> apple, Map<String, Object> google) {
        Optional<ApplePassCertificate> certificate = ApplePassCertificate.parse(Json.text(apple));
        Optional<GooglePassIssuer> issuer = GooglePassIssuer.parse(Json.text(google));
        return new Passes(() -> certificate, () -> issuer, codes, "tallystick-prod");
    }

    @Test
    void thereAreThoseThatTheRetailerHasFilledIn() {
        assertThat(passes(Map.of(), Map.of()).offered(Given.card())).isEmpty();
        assertThat(passes(Given.appleSecret(), Map.of()).offered(Given.card())).containsExactly("apple");
        assertThat(passes(Map.of(), Given.googleSecret()).offered(Given.card())).containsExactly("google");
        assertThat(passes(Given.appleSecret(), Given.googleSecret()).offered(Given.card()))
                .containsExactly("apple", "google");
    }

    @Test
    void withoutALogoThereIsNoneOfGoogles() {
        Passes passes = passes(Given.appleSecret(), Given.googleSecret());
        Card plain = Given.card("#2f6f4f", null);

        assertThat(passes.offered(plain)).containsExactly("apple");
        assertThat(passes.google(plain, ORIGIN)).isEmpty();
    }

    @Test
    void aCertificateThatHasEndedSignsNothing() {
        Map<String, Object> secret = Given.appleSecret();
        secret.put("certificate", Given.certificate(Duration.ofHours(1)));
        Passes passes = passes(secret, Map.of());

        assertThat(passes.offered(Given.card())).isEmpty();
        assertThat(passes.apple(Given.card())).isEmpty();
    }

    @Test
    void googleIsToldTheCardTheBalanceAndTheWeeksSeedButNotTheName() throws Exception {
        MemberCodes.Seed seed = codes.seed(Given.card().member(), Given.NOW);
        Map<String, Object> pass = passes(Map.of(), Given.googleSecret())
                .google(Given.card(), ORIGIN)
                .orElseThrow();

        assertThat(pass.get("validUntil")).isEqualTo("2026-11-26T00:00:00Z");
        String token = String.valueOf(pass.get("url")).substring("https://pay.google.com/gp/v/save/".length());
        assertThat(claims(token)).isEqualTo(Json.parse("""
                {"iss": "passes@corner-shop.iam.gserviceaccount.com", "aud": "google", "typ": "savetowallet",
                 "iat": %1$d, "origins": ["https://card.example.com"],
                 "payload": {
                   "loyaltyClasses": [
                     {"id": "3388000000022345678.tallystick-prod", "issuerName": "Corner Shop",
                      "programName": "Corner Club", "hexBackgroundColor": "#2f6f4f", "reviewStatus": "UNDER_REVIEW",
                      "programLogo": {"sourceUri": {"uri": "https://shop.example.com/logo.png"}}}],
                   "loyaltyObjects": [
                     {"id": "3388000000022345678.%2$s.20783",
                      "classId": "3388000000022345678.tallystick-prod", "state": "ACTIVE",
                      "accountId": "9123456789012345",
                      "loyaltyPoints": {"label": "Punkte", "balance": {"string": "12345"}},
                      "barcode": {"type": "QR_CODE", "value": "9123456789012345"},
                      "rotatingBarcode": {
                        "type": "QR_CODE", "valuePattern": "9123456789012345{totp_value_0}",
                        "alternateText": "9123456789012345",
                        "totpDetails": {"periodMillis": "30000", "algorithm": "TOTP_SHA1",
                          "parameters": [{"key": "%3$s", "valueLength": 8}]}},
                      "validTimeInterval": {"end": {"date": "2026-11-26T00:00:00Z"}}}]}}""".formatted(
                        Given.NOW.getEpochSecond(), Given.card().serial(), seed.base16())
                .getBytes(UTF_8)));
        System.out.println("a token for Google: " + token.length() + " characters");
        assertThat(token).hasSizeLessThanOrEqualTo(LONGEST_TOKEN);
    }

    private static Object claims(String token) throws GeneralSecurityException, Json.Malformed {
        String[] parts = token.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(Json.parse(decoded(parts[0]))).isEqualTo(Map.of("alg", "RS256", "typ", "JWT"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(Given.KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(decoded(parts[2]))).isTrue();
        return Json.parse(decoded(parts[1]));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    @Test
    void eachWeeksCardIsAnother() {
        Passes passes = passes(Map.of(), Given.googleSecret());
        Card card = Given.card();
        Card later = new Card(
                card.member(),
                card.number(),
                card.name(),
                card.locale(),
                card.available(),
                card.worth(),
                card.tier(),
                card.program(),
                Instant.parse("2026-11-26T00:00:00Z"));

        assertThat(List.of(
                        passes.google(card, ORIGIN).orElseThrow().get("validUntil"),
                        passes.google(later, ORIGIN).orElseThrow().get("validUntil")))
                .containsExactly("2026-11-26T00:00:00Z", "2026-12-03T00:00:00Z");
    }
}
