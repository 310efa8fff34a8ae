package dev.tallystick.insight;

import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.Channel;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.Fact;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The figures of some entries, in the slowest and plainest way: from the entries themselves, all of them at once. */
final class PlainFigures {

    private final Map<String, Map<String, Long>> rows = new TreeMap<>();
    private final Map<OperationKey, Channel> spentIn = new HashMap<>();

    static Map<String, Map<String, Long>> of(List<Recorded> entries) {
        PlainFigures figures = new PlainFigures();
        entries.forEach(figures::spending);
        entries.forEach(figures::count);
        entries.stream()
                .flatMap(PlainFigures::ofMember)
                .map(entry -> entry.entry().member())
                .distinct()
                .forEach(member -> figures.journey(entries.stream()
                        .flatMap(PlainFigures::ofMember)
                        .filter(entry -> entry.entry().member().equals(member))
                        .sorted((one, other) ->
                                Long.compare(one.entry().seq(), other.entry().seq()))
                        .toList()));
        figures.rows.values().forEach(row -> row.values().removeIf(amount -> amount == 0));
        figures.rows.values().removeIf(Map::isEmpty);
        return figures.rows;
    }

    private static Stream<LedgerEntry> ofMember(Recorded recorded) {
        return recorded instanceof LedgerEntry entry ? Stream.of(entry) : Stream.empty();
    }

    private void spending(Recorded recorded) {
        if (recorded instanceof LedgerEntry entry
                && entry.key() instanceof EntryKey.Step(OperationKey operation, int _)
                && entry.entry().postings().of(LedgerAccount.REDEEMED) > 0) {
            spentIn.put(operation, entry.origin().channel());
        }
    }

    private void count(Recorded recorded) {
        add("sums", "entries", 1);
        if (recorded instanceof LedgerEntry entry) {
            entry.entry().postings().byAccount().forEach((account, points) -> add("sums", Names.of(account), points));
            day(entry);
        }
    }

    private void day(LedgerEntry entry) {
        String day =
                "DAILY#" + entry.origin().businessDate() + "#" + entry.origin().source();
        switch (entry.entry().fact()) {
            case Fact.Enrolled _ -> add(day, "newMembers", 1);
            case Fact.Earned earned -> {
                add(day, "purchases", 1);
                add(day, "total", earned.total().minorUnits());
                add(day, "earned", earned.earned().value());
                add(day, "firstPurchases", earned.firsts().purchase() ? 1 : 0);
                add(
                        day,
                        "crossedOver",
                        earned.firsts().inChannel() && earned.firsts().otherChannelAt() != null ? 1 : 0);
            }
            case Fact.ClawedBack back -> {
                add(day, "refunds", 1);
                add(day, "clawedBack", back.clawback().points().value());
            }
            case Fact.PurchaseVoided voided -> {
                add(day, "purchases", -1);
                add(day, "total", -voided.total().minorUnits());
                add(day, "clawedBack", voided.clawback().points().value());
            }
            case Fact.Redeemed it -> spent(entry, day, it.spent(), it.value().minorUnits(), 1);
            case Fact.Captured it -> spent(entry, day, it.spent(), it.value().minorUnits(), 1);
            case Fact.Reversed it -> spent(entry, day, it.unspent(), it.value().minorUnits(), -1);
            case Fact.Restored it -> spent(entry, day, it.unspent(), it.value().minorUnits(), -1);
            case Fact.RedemptionVoided it ->
                spent(entry, day, it.unspent(), it.value().minorUnits(), -1);
            case Fact.Activated _,
                    Fact.Held _,
                    Fact.Extended _,
                    Fact.Released _,
                    Fact.Adjusted _,
                    Fact.Expired _,
                    Fact.Forfeited _ -> {}
        }
    }

    private void spent(LedgerEntry entry, String day, ByChannel points, long value, int sign) {
        add(day, "redeemed", entry.entry().postings().of(LedgerAccount.REDEEMED));
        add(day, "redeemedEarnedOnline", sign * points.online());
        add(day, "redeemedEarnedInStore", sign * points.inStore());
        add(day, "value", sign * value);
        Channel channel = spentIn.get(((EntryKey.Step) entry.key()).operation());
        if (channel != null) {
            String cell = channel == Channel.ONLINE ? "_online" : "_inStore";
            String row = "JOURNEYS#" + entry.origin().businessDate() + "#earnedSpent";
            add(row, "online" + cell, sign * points.online());
            add(row, "inStore" + cell, sign * points.inStore());
        }
    }

    /** Where a member has bought in both channels, what nobody voided, once. */
    private void journey(List<LedgerEntry> life) {
        List<Optional<Instant>> firsts = new ArrayList<>();
        for (Channel channel : List.of(Channel.ONLINE, Channel.IN_STORE)) {
            Instant first = null;
            int purchases = 0;
            for (LedgerEntry entry : life) {
                if (entry.entry().fact() instanceof Fact.Earned earned && earned.channel() == channel) {
                    first = purchases++ > 0 ? first : earned.clockSuspect() ? entry.at() : earned.occurredAt();
                } else if (entry.entry().fact() instanceof Fact.PurchaseVoided voided && voided.channel() == channel) {
                    purchases--;
                }
            }
            firsts.add(purchases > 0 ? Optional.ofNullable(first) : Optional.empty());
        }
        if (firsts.getFirst().isPresent() && firsts.getLast().isPresent()) {
            LocalDate online = date(firsts.getFirst().get());
            LocalDate inStore = date(firsts.getLast().get());
            boolean toStore = !firsts.getLast().get().isBefore(firsts.getFirst().get());
            add(
                    "JOURNEYS#" + (toStore ? inStore + "#onlineToStore" : online + "#storeToOnline"),
                    "d" + Math.min(1_000, Math.abs(ChronoUnit.DAYS.between(online, inStore))),
                    1);
        }
    }

    /** Every program of the simulation has the zone of the one that ships. */
    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, Program.shipped().timeZone());
    }

    private void add(String row, String figure, long amount) {
        rows.computeIfAbsent(row, any -> new TreeMap<>()).merge(figure, amount, Math::addExact);
    }
}
