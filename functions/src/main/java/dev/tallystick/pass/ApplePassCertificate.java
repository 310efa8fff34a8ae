package dev.tallystick.pass;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Apple gave the retailer to sign passes with.
 *
 * @param intermediate Apple's own certificate that has signed this one
 */
record ApplePassCertificate(
        String passTypeIdentifier,
        String teamIdentifier,
        X509Certificate certificate,
        X509Certificate intermediate,
        RSAPrivateKey key) {

    private static final Pattern PASS_TYPE = Pattern.compile("pass\\.[A-Za-z0-9.-]{1,100}");
    private static final Pattern TEAM = Pattern.compile("[A-Z0-9]{10}");

    /**
     * Nothing of the empty object. Phones refuse a pass without saying why, so whatever they would refuse is found here.
     *
     * @throws IllegalStateException when something is missing or does not belong together, in words that give nothing away
     */
    static Optional<ApplePassCertificate> parse(String secret) {
        SecretFields fields = SecretFields.parse("ApplePassCertificate", secret);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        ApplePassCertificate parsed = new ApplePassCertificate(
                fields.text("passTypeIdentifier", PASS_TYPE),
                fields.text("teamIdentifier", TEAM),
                Pem.certificate(fields, "certificate"),
                Pem.certificate(fields, "intermediate"),
                Pem.privateKey(fields, "privateKey"));
        parsed.mustBelongTogether(fields);
        return Optional.of(parsed);
    }

    /** Whether both certificates are good at an instant; Apple's last about a year. */
    boolean isGood(Instant now) {
        return List.of(certificate, intermediate).stream()
                .allMatch(each -> !now.isBefore(each.getNotBefore().toInstant())
                        && !now.isAfter(each.getNotAfter().toInstant()));
    }

    private void mustBelongTogether(SecretFields fields) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey own)
                || !own.getModulus().equals(key.getModulus())) {
            throw fields.fault("privateKey", "is not that of the certificate");
        }
        List<String> subject =
                List.of(certificate.getSubjectX500Principal().getName().split(",", -1));
        if (!subject.contains("UID=" + passTypeIdentifier)) {
            throw fields.fault("passTypeIdentifier", "is not that of the certificate (its UID)");
        }
        if (!subject.contains("OU=" + teamIdentifier)) {
            throw fields.fault("teamIdentifier", "is not that of the certificate (its OU)");
        }
        try {
            certificate.verify(intermediate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw fields.fault("intermediate", "has not signed the certificate");
        }
    }

    @Override
    public String toString() {
        return "ApplePassCertificate[" + passTypeIdentifier + "]";
    }
}
