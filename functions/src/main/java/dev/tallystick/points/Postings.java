package dev.tallystick.points;

import java.util.EnumMap;
import java.util.Map;

/** What an entry moves between accounts, in points; the sum is zero, accounts that it leaves alone are absent. */
public record Postings(Map<LedgerAccount, Long> byAccount) {

    public static final Postings NONE = new Postings(Map.of());

    public Postings {
        EnumMap<LedgerAccount, Long> moved = new EnumMap<>(LedgerAccount.class);
        byAccount.forEach((account, points) -> {
            if (points != 0) {
                moved.put(account, points);
            }
        });
        Invariant.POSTINGS_SUM_TO_ZERO.hold(
                moved.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact) == 0);
        byAccount = Map.copyOf(moved);
    }

    /** So many points out of one account into another. */
    static Postings move(Points points, LedgerAccount from, LedgerAccount to) {
        return new Postings(Map.of(from, -points.value(), to, points.value()));
    }

    /** Both together. */
    Postings plus(Postings other) {
        EnumMap<LedgerAccount, Long> sum = new EnumMap<>(LedgerAccount.class);
        sum.putAll(byAccount);
        other.byAccount.forEach((account, points) -> sum.merge(account, points, Math::addExact));
        return new Postings(sum);
    }

    public long of(LedgerAccount account) {
        return byAccount.getOrDefault(account, 0L);
    }

    /** What the member has more (or less) by it: available + held + pending − debt. */
    public long points() {
        return byAccount.entrySet().stream()
                .filter(posting -> posting.getKey().ofMember())
                .mapToLong(Map.Entry::getValue)
                .reduce(0, Math::addExact);
    }
}
