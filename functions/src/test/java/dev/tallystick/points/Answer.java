package dev.tallystick.points;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command comes to, in a form in which the domain's decision and the model's can be compared.
 *
 * @param outcome {@code accepted}, {@code unchanged} or the name of a refusal
 * @param numbers that an answer gives
 */
record Answer(String outcome, SortedMap<String, BigInteger> numbers) {

    private static final String ACCEPTED = "accepted";

    static Answer unchanged() {
        return new Answer("unchanged", new TreeMap<>());
    }

    static Answer refused(Class<? extends Refusal> refusal) {
        return new Answer(refusal.getSimpleName(), new TreeMap<>());
    }

    static Answer accepted(Map<String, BigInteger> numbers) {
        return new Answer(ACCEPTED, new TreeMap<>(numbers));
    }

    boolean isAccepted() {
        return outcome.equals(ACCEPTED);
    }

    /** The domain's. */
    static Answer of(Decision decision) {
        return switch (decision) {
            case Decision.Refused(Refusal refusal) -> refused(refusal.getClass());
            case Decision.Unchanged() -> unchanged();
            case Decision.Accepted accepted -> accepted(numbers(accepted.entry()));
        };
    }

    private static Map<String, BigInteger> numbers(Entry entry) {
        return switch (entry.fact()) {
            case Fact.Earned earned -> earned(earned);
            case Fact.Activated activated -> Map.of("activated", number(-pending(activated)));
            case Fact.ClawedBack back ->
                Map.of(
                        "clawedBack", number(back.clawback().points().value()),
                        "restored", number(back.restored().value()),
                        "clock suspect", number(back.clockSuspect() ? 1 : 0));
            case Fact.PurchaseVoided voided ->
                Map.of(
                        "clawedBack", number(voided.clawback().points().value()),
                        "restored", number(voided.restored().value()));
            case Fact.Held held ->
                Map.of(
                        "points", number(held.points().value()),
                        "value", number(held.value().minorUnits()),
                        "expiresAt", number(held.expiresAt()));
            case Fact.Extended extended -> Map.of("expiresAt", number(extended.expiresAt()));
            case Fact.Captured captured ->
                Map.of(
                        "captured", number(captured.points().value()),
                        "value", number(captured.value().minorUnits()),
                        "online", number(captured.spent().online()));
            case Fact.Released _ -> Map.of("released", number(-entry.postings().of(LedgerAccount.HELD)));
            case Fact.Redeemed redeemed ->
                Map.of(
                        "points", number(redeemed.points().value()),
                        "value", number(redeemed.value().minorUnits()),
                        "online", number(redeemed.spent().online()));
            case Fact.Reversed reversed ->
                Map.of(
                        "reversed", number(reversed.points().value()),
                        "value", number(reversed.value().minorUnits()),
                        "online", number(reversed.unspent().online()));
            case Fact.RedemptionVoided voided ->
                Map.of(
                        "points", number(voided.points().value()),
                        "value", number(voided.value().minorUnits()),
                        "online", number(voided.unspent().online()));
            case Fact.Adjusted adjusted -> Map.of("points", number(adjusted.points()));
            case Fact.Forfeited _ -> Map.of("forfeited", number(entry.postings().of(LedgerAccount.FORFEITED)));
            case Fact.Enrolled _, Fact.Restored _, Fact.Expired _ ->
                throw new AssertionError("no command's own entry: " + entry);
        };
    }

    private static Map<String, BigInteger> earned(Fact.Earned earned) {
        Map<String, BigInteger> numbers = new TreeMap<>();
        numbers.put("earned", number(earned.earned().value()));
        numbers.put("eligible", number(earned.eligible().minorUnits()));
        numbers.put("first", number(earned.firsts().purchase() ? 1 : 0));
        numbers.put("clock suspect", number(earned.clockSuspect() ? 1 : 0));
        numbers.put("firstHere", number(earned.firsts().inChannel() ? 1 : 0));
        earned.breakdown().forEach(share -> numbers.put(share.rule(), number(share.points())));
        List<Pool> pools = earned.pools();
        for (int i = 0; i < pools.size(); i++) {
            numbers.put("pool " + i + " total", number(pools.get(i).total().minorUnits()));
            numbers.put("pool " + i + " points", number(pools.get(i).points().value()));
        }
        return numbers;
    }

    private static long pending(Fact.Activated activated) {
        return activated.pendingChanges().stream()
                .mapToLong(change -> change.points().total())
                .sum();
    }

    static BigInteger number(long number) {
        return BigInteger.valueOf(number);
    }

    static BigInteger number(Instant instant) {
        return number(instant.toEpochMilli());
    }
}
