package dev.tallystick.webhook;

import dev.tallystick.store.Hmac;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of a call, as Standard Webhooks 1.0.0 has them. */
final class Signature {

    private Signature() {}

    /**
     * The header {@code webhook-signature}: one of each key, in their order.
     *
     * @param id without full stops
     * @param at when the call is made
     */
    static String of(List<SecretKeySpec> keys, String id, Instant at, String body) {
        String signed = id + "." + at.getEpochSecond() + "." + body;
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, signed)))
                .collect(Collectors.joining(" "));
    }
}
