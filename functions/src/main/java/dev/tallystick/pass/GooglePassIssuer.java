package dev.tallystick.pass;

import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;
import java.util.regex.Pattern;

/** As whom the retailer issues passes at Google: the issuer's number and a service account that may. */
record GooglePassIssuer(String issuerId, String serviceAccountEmail, RSAPrivateKey key) {

    private static final Pattern ISSUER = Pattern.compile("[0-9]{1,30}");
    private static final Pattern EMAIL = Pattern.compile("[!-~]{1,200}@[a-z0-9.-]{1,200}");

    /**
     * Nothing of the empty object.
     *
     * @throws IllegalStateException when something is missing, in words that give nothing away
     */
    static Optional<GooglePassIssuer> parse(String secret) {
        SecretFields fields = SecretFields.parse("GooglePassIssuer", secret);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new GooglePassIssuer(
                        fields.text("issuerId", ISSUER),
                        fields.text("serviceAccountEmail", EMAIL),
                        Pem.privateKey(fields, "privateKey")));
    }

    @Override
    public String toString() {
        return "GooglePassIssuer[" + issuerId + "]";
    }
}
