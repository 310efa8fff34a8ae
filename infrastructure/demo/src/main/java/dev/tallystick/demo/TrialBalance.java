package dev.tallystick.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of all postings.
 *
 * @param accounts points by account
 * @param sum of all accounts; zero
 * @param entries how many entries are counted
 */
public record TrialBalance(Map<String, Long> accounts, long sum, long entries) {

    private static final List<String> ACCOUNTS =
            List.of("available", "held", "pending", "debt", "issued", "redeemed", "expired", "adjusted", "forfeited");

    static TrialBalance of(Document answer) {
        Map<String, Long> accounts = new LinkedHashMap<>();
        ACCOUNTS.forEach(account -> accounts.put(account, answer.number(account)));
        return new TrialBalance(accounts, answer.number("sum"), answer.number("entries"));
    }

    long points(String account) {
        Long points = accounts.get(account);
        if (points == null) {
            throw new IllegalArgumentException("there is no account " + account);
        }
        return points;
    }
}
