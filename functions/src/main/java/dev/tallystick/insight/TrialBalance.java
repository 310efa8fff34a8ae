package dev.tallystick.insight;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sums of all postings, which add up to zero.
 *
 * @param postings by account's name
 * @param entries how many entries they are of
 * @param asOf when the last of them was recorded; absent before the first
 */
record TrialBalance(
        Map<String, Long> postings, long entries, @Nullable String asOf) {

    static final List<String> ACCOUNTS =
            List.of("available", "held", "pending", "debt", "issued", "redeemed", "expired", "adjusted", "forfeited");

    static final String ENTRIES = "entries";
    static final String AS_OF = "asOf";

    long sum() {
        return postings.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }
}
