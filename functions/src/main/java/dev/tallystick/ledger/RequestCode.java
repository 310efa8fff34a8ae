package dev.tallystick.ledger;

import java.util.Arrays;

/**
 * HMAC-SHA-256 over a request's canonical form, and the version of the key that made it. A plain hash would let anyone who
 * reads the ledger guess the phone number in an enrolment.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by RequestCodes only, in constant time
public record RequestCode(String keyVersion, byte[] mac) {

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestCode code && keyVersion.equals(code.keyVersion) && Arrays.equals(mac, code.mac);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mac);
    }
}
