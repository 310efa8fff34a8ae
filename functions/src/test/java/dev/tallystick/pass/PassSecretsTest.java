package dev.tallystick.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.json.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two secrets that a retailer fills in, and what is told of one that is wrong. */
class PassSecretsTest {

    @Test
    void theEmptyObjectMeansThatThereAreNoPasses() {
        assertThat(ApplePassCertificate.parse("{}")).isEmpty();
        assertThat(GooglePassIssuer.parse("{}")).isEmpty();
    }

    @Test
    void whatIsAsItShouldBeIsTaken() {
        assertThat(Given.apple().passTypeIdentifier()).isEqualTo(Given.PASS_TYPE);
        assertThat(Given.apple().teamIdentifier()).isEqualTo(Given.TEAM);
        assertThat(GooglePassIssuer.parse(Json.text(Given.googleSecret()))).isPresent();
    }

    @Test
    void aCertificateIsGoodUntilItEnds() {
        Map<String, Object> secret = Given.appleSecret();
        secret.put("certificate", Given.certificate(Duration.ofDays(30)));
        ApplePassCertificate certificate =
                ApplePassCertificate.parse(Json.text(secret)).orElseThrow();

        assertThat(certificate.isGood(Given.NOW)).isTrue();
        assertThat(certificate.isGood(Given.NOW.minus(Duration.ofDays(2)))).isFalse();
        assertThat(certificate.isGood(Given.NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                wrong("passTypeIdentifier", null, "is missing"),
                wrong("passTypeIdentifier", " ", "is missing"),
                wrong("passTypeIdentifier", "dev.tallystick.test", "has another form"),
                wrong("passTypeIdentifier", "pass.dev.tallystick.other", "is not that of the certificate (its UID)"),
                wrong("teamIdentifier", "abc", "has another form"),
                wrong("teamIdentifier", "ZZZZZ99999", "is not that of the certificate (its OU)"),
                wrong("certificate", "secret words", "is no certificate in PEM"),
                wrong("intermediate", null, "is missing"),
                wrong("intermediate", Given.appleSecret().get("certificate"), "has not signed the certificate"),
                wrong("privateKey", "secret words", "does not begin with BEGIN PRIVATE KEY"),
                wrong(
                        "privateKey",
                        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
                        "is no RSA key"),
                wrong("privateKey", pem(() -> Given.keys("EC", 256).getPrivate()), "is no RSA key"),
                wrong("privateKey", pem(() -> Given.keys("RSA", 1024).getPrivate()), "is shorter than 2,048 bits"),
                wrong("privateKey", pem(Given.OTHER_KEYS::getPrivate), "is not that of the certificate"));
    }

    private static Arguments wrong(String field, Object value, String told) {
        return Arguments.of(field, value, told);
    }

    private static String pem(Supplier<? extends java.security.Key> key) {
        return Given.pem("PRIVATE KEY", key.get());
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void whatIsWrongIsToldByItsNameAndNotByWhatItHolds(String field, Object value, String told) {
        Map<String, Object> secret = new HashMap<>(Given.appleSecret());
        secret.put(field, value);

        IllegalStateException fault =
                catchThrowableOfType(IllegalStateException.class, () -> ApplePassCertificate.parse(Json.text(secret)));

        assertThat(fault)
                .hasMessageStartingWith("the secret ApplePassCertificate: " + field + " " + told)
                .hasNoCause();
        assertThat(fault.getMessage()).doesNotContain("secret words", "BEGIN CERTIFICATE", "MII", "zzz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{\"issuerId\": \"1\"", "null"})
    void aTextThatIsNoObjectIsNone(String text) {
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> GooglePassIssuer.parse(text)))
                .hasMessageStartingWith("the secret GooglePassIssuer is no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuerId", "serviceAccountEmail", "privateKey"})
    void anIssuerLacksNothing(String field) {
        Map<String, Object> secret = Given.googleSecret();
        secret.remove(field);

        assertThat(catchThrowableOfType(IllegalStateException.class, () -> GooglePassIssuer.parse(Json.text(secret))))
                .hasMessage("the secret GooglePassIssuer: " + field + " is missing");
    }

    @Test
    void printingThemGivesNoKeyAway() {
        assertThat(Given.apple()).hasToString("ApplePassCertificate[pass.dev.tallystick.test]");
        assertThat(GooglePassIssuer.parse(Json.text(Given.googleSecret())).orElseThrow())
                .hasToString("GooglePassIssuer[3388000000022345678]");
    }
}
