package dev.tallystick.ledger;

import dev.tallystick.store.Hmac;
import dev.tallystick.store.SecretKeys;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** Makes and compares request codes. */
public final class RequestCodes {

    private final Supplier<SecretKeys> keys;

    public RequestCodes(Supplier<SecretKeys> keys) {
        this.keys = keys;
    }

    public RequestCode of(String canonical) {
        SecretKeys.Version current = keys.get().current();
        return new RequestCode(current.id(), Hmac.sha256(current.key(), canonical));
    }

    /** Whether the entry answers a request of this canonical form. */
    boolean match(LedgerEntry entry, String canonical) {
        return entry.code().filter(code -> match(code, canonical)).isPresent();
    }

    /** Whether the code was made for this canonical form, with whichever version of the key. */
    public boolean match(RequestCode code, String canonical) {
        return keys.get()
                .find(code.keyVersion())
                .map(key -> MessageDigest.isEqual(code.mac(), Hmac.sha256(key, canonical)))
                .orElseThrow(() -> new IllegalStateException("a key that data bears is not in the secret"));
    }
}
