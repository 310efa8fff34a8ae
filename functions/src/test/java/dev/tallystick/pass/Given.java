package dev.tallystick.pass;

import dev.tallystick.json.Json;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A card, and keys and certificates made for the tests, as Apple and Google give them. */
final class Given {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    static final String PASS_TYPE = "pass.dev.tallystick.test";
    static final String TEAM = "ABCDE12345";
    static final KeyPair KEYS = keys("RSA", 2048);
    static final KeyPair OTHER_KEYS = keys("RSA", 2048);
    private static final String APPLE = "CN=Apple for a test";

    private Given() {}

    static Card card(String color, String logo) {
        Program shipped = Program.shipped();
        Program program = new Program(
                1,
                "Corner Club",
                "EUR",
                shipped.timeZone(),
                shipped.earn(),
                shipped.redeem(),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                new Program.Brand("Corner Shop", color, logo));
        return new Card(
                new MemberId("m-abcdefghijklmnopqrstuvwx"),
                "9123456789012345",
                Optional.of("Ada"),
                Optional.of("de-AT"),
                Points.of(12_345),
                new Money(12_345),
                "Gold",
                program,
                NOW);
    }

    static Card card() {
        return card("#2f6f4f", "https://shop.example.com/logo.png");
    }

    /** The secret as it should be. */
    static Map<String, Object> appleSecret() {
        Map<String, Object> secret = new TreeMap<>();
        secret.put("passTypeIdentifier", PASS_TYPE);
        secret.put("teamIdentifier", TEAM);
        secret.put("certificate", certificate(Duration.ofDays(365)));
        secret.put("intermediate", certificate(APPLE, OTHER_KEYS, Duration.ofDays(365)));
        secret.put("privateKey", pem("PRIVATE KEY", KEYS.getPrivate()));
        return secret;
    }

    static Map<String, Object> googleSecret() {
        return new TreeMap<>(Map.of(
                "issuerId", "3388000000022345678",
                "serviceAccountEmail", "passes@corner-shop.iam.gserviceaccount.com",
                "privateKey", pem("PRIVATE KEY", KEYS.getPrivate())));
    }

    static ApplePassCertificate apple() {
        return ApplePassCertificate.parse(Json.text(appleSecret())).orElseThrow();
    }

    /** Certificate of the pass type, for so long from a day before now. */
    static String certificate(Duration lasting) {
        return certificate("CN=Passes,UID=" + PASS_TYPE + ",OU=" + TEAM, KEYS, lasting);
    }

    private static String certificate(String subject, KeyPair keys, Duration lasting) {
        Instant begin = NOW.minus(Duration.ofDays(1));
        try {
            byte[] der = new JcaX509v3CertificateBuilder(
                            new X500Principal(APPLE),
                            BigInteger.TWO,
                            Date.from(begin),
                            Date.from(begin.plus(lasting)),
                            new X500Principal(subject),
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(OTHER_KEYS.getPrivate()))
                    .getEncoded();
            return pem("CERTIFICATE", der);
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String what, Key key) {
        return pem(what, key.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    }

    static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
