package dev.tallystick.pass;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in the textual form of RFC 7468. */
final class Pem {

    private static final int FEWEST_BITS = 2_048;
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----(.+)-----END PRIVATE KEY-----\\s*", Pattern.DOTALL);

    private Pem() {}

    /** The certificate in a field of a secret. */
    static X509Certificate certificate(SecretFields fields, String name) {
        byte[] text = fields.text(name).getBytes(StandardCharsets.US_ASCII);
        try {
            if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(text))
                    instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (GeneralSecurityException e) {
            throw fields.fault(name, "is no certificate in PEM");
        }
        throw fields.fault(name, "is no X.509 certificate");
    }

    /** The RSA key, in PKCS #8 without a password, in a field of a secret. */
    static RSAPrivateKey privateKey(SecretFields fields, String name) {
        Matcher pem = PRIVATE_KEY.matcher(fields.text(name));
        if (!pem.matches()) {
            throw fields.fault(name, "does not begin with BEGIN PRIVATE KEY (PKCS #8 without a password)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateKey key
                    && key.getModulus().bitLength() >= FEWEST_BITS) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fields.fault(name, "is no RSA key");
        }
        throw fields.fault(name, "is shorter than 2,048 bits");
    }
}
