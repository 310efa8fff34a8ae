package dev.tallystick.webhook;

import dev.tallystick.store.Hmac;
import dev.tallystick.store.SecretKeys;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of a webhook, derived whenever it is needed and kept nowhere (Standard Webhooks 1.0.0: 24 to 64 bytes).
 *
 * @param generation 1, and one more with each rotation
 * @param keyVersion of the master secret
 */
record WebhookSecret(String webhookId, long generation, String keyVersion) {

    private static final String PREFIX = "whsec_";

    /** As its holder has it. */
    String shown(SecretKeys keys) {
        return PREFIX + Base64.getEncoder().encodeToString(bytes(keys));
    }

    /** What a call is signed with. */
    SecretKeySpec key(SecretKeys keys) {
        return new SecretKeySpec(bytes(keys), "HmacSHA256");
    }

    private byte[] bytes(SecretKeys keys) {
        SecretKeySpec master = keys.find(keyVersion)
                .orElseThrow(() -> new IllegalStateException("a version of the webhooks' key is missing"));
        return Hmac.sha256(master, "webhook:" + webhookId + ":" + generation);
    }
}
