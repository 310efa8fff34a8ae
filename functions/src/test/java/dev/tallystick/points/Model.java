package dev.tallystick.points;

import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a member should have, told slowly and plainly: the whole history is kept, and every question is answered by going
 * through it from the beginning, in numbers without a bound. Written apart from the domain and sharing none of its
 * arithmetic.
 */
final class Model {

    private final Program program;
    private final List<Earning> earnings = new ArrayList<>();
    private final List<Object> history = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private Instant last;

    private record Spending(Instant at, BigInteger points) {}

    private record Earning(Instant at, boolean online, BigInteger points) {}

    private static final class Heap {
        private BigInteger online = BigInteger.ZERO;
        private BigInteger inStore = BigInteger.ZERO;
    }

    Model(Program program, Instant enrolledAt) {
        this.program = program;
        this.last = enrolledAt;
    }

    /** What a purchase should earn. */
    BigInteger earn(Command.RecordPurchase purchase, Instant now) {
        last = now.isBefore(last) ? last : now;
        BigInteger eligible = BigInteger.valueOf(purchase.total().minorUnits());
        for (Command.Line line : purchase.lines()) {
            if (line.category() != null && program.earn().excludedCategories().contains(line.category())) {
                eligible = eligible.subtract(BigInteger.valueOf(line.amount().minorUnits()));
            }
        }
        for (Command.Charge charge : purchase.charges()) {
            if (program.earn().excludedCharges().contains(charge.kind())) {
                eligible = eligible.subtract(BigInteger.valueOf(charge.amount().minorUnits()));
            }
        }
        eligible = eligible.max(BigInteger.ZERO);
        BigInteger rate = BigInteger.valueOf(program.earn().points().value());
        BigInteger per = BigInteger.valueOf(program.earn().perAmount().minorUnits());
        BigInteger base = eligible.multiply(rate).divide(per);
        BigInteger more = BigInteger.valueOf(tier().earnPercent() - 100L);
        BigInteger extra = eligible.multiply(rate).multiply(more).divide(per.multiply(BigInteger.valueOf(100)));
        Earning earning = new Earning(
                last,
                purchase.channel() == Channel.ONLINE,
                base.add(extra).add(bonuses(purchase, eligible, rate, per)));
        channels.add(purchase.channel());
        earnings.add(earning);
        history.add(earning);
        return earning.points();
    }

    /** The two bonuses of the property test, spelled out. */
    private BigInteger bonuses(Command.RecordPurchase purchase, BigInteger eligible, BigInteger rate, BigInteger per) {
        BigInteger sum = BigInteger.ZERO;
        if (purchase.channel() == Channel.ONLINE) {
            BigInteger books = BigInteger.ZERO;
            for (Command.Line line : purchase.lines()) {
                if ("books".equals(line.category())) {
                    books = books.add(BigInteger.valueOf(line.amount().minorUnits()));
                }
            }
            books = books.min(eligible).max(BigInteger.ZERO);
            BigInteger given =
                    books.multiply(rate).multiply(BigInteger.valueOf(37)).divide(per.multiply(BigInteger.valueOf(100)));
            sum = sum.add(given.min(BigInteger.valueOf(90)));
        }
        boolean crosses = purchase.channel() == Channel.ONLINE
                ? !channels.contains(Channel.ONLINE) && channels.contains(Channel.IN_STORE)
                : purchase.channel() == Channel.IN_STORE
                        && !channels.contains(Channel.IN_STORE)
                        && channels.contains(Channel.ONLINE);
        if (crosses) {
            sum = sum.add(eligible.multiply(BigInteger.TWO).divide(BigInteger.valueOf(1_000)));
        }
        return sum;
    }

    /** Whether so many points can be spent; if so, they are. */
    boolean spend(long points, Instant now) {
        BigInteger asked = BigInteger.valueOf(points);
        Instant at = now.isBefore(last) ? last : now;
        boolean allowed = points >= program.redeem().minimum().value()
                && points % program.redeem().step().value() == 0
                && asked.compareTo(availableAt(at)) <= 0;
        if (allowed) {
            last = now.isBefore(last) ? last : now;
            history.add(new Spending(last, asked));
        }
        return allowed;
    }

    /** Whether so many points can be given or taken by hand; if so, they are. What is given counts for no tier. */
    boolean adjust(long points, Channel channel, Instant now) {
        Instant at = now.isBefore(last) ? last : now;
        BigInteger amount = BigInteger.valueOf(points).abs();
        boolean allowed = points > 0 || amount.compareTo(availableAt(at)) <= 0;
        if (allowed) {
            last = at;
            history.add(points > 0 ? new Earning(last, channel == Channel.ONLINE, amount) : new Spending(last, amount));
        }
        return allowed;
    }

    BigInteger availableAt(Instant now) {
        return heapsAt(now).values().stream().flatMap(List::stream).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The heaps of points that end together, by the month in which they were earned: online and in store. */
    Map<YearMonth, List<BigInteger>> heapsAt(Instant now) {
        TreeMap<YearMonth, Heap> heaps = new TreeMap<>();
        for (Object event : history) {
            switch (event) {
                case Earning earning -> {
                    forgetEnded(heaps, earning.at());
                    Heap heap = heaps.computeIfAbsent(month(earning.at()), month -> new Heap());
                    if (earning.online()) {
                        heap.online = heap.online.add(earning.points());
                    } else {
                        heap.inStore = heap.inStore.add(earning.points());
                    }
                }
                case Spending spending -> {
                    forgetEnded(heaps, spending.at());
                    take(heaps, spending.points());
                }
                default -> throw new AssertionError(event);
            }
        }
        forgetEnded(heaps, now.isBefore(last) ? last : now);
        TreeMap<YearMonth, List<BigInteger>> left = new TreeMap<>();
        heaps.forEach((month, heap) -> {
            if (heap.online.add(heap.inStore).signum() > 0) {
                left.put(month, List.of(heap.online, heap.inStore));
            }
        });
        return left;
    }

    /** A heap is over when the 24 months after its own are. */
    private void forgetEnded(Map<YearMonth, Heap> heaps, Instant now) {
        heaps.keySet().removeIf(earned -> !month(now).isBefore(earned.plusMonths(25)));
    }

    private static void take(Map<YearMonth, Heap> heaps, BigInteger spent) {
        BigInteger left = spent;
        for (Heap heap : heaps.values()) {
            BigInteger all = heap.online.add(heap.inStore);
            BigInteger taken = left.min(all);
            if (taken.signum() > 0) {
                BigInteger online = taken.multiply(heap.online).divide(all);
                heap.online = heap.online.subtract(online);
                heap.inStore = heap.inStore.subtract(taken.subtract(online));
                left = left.subtract(taken);
            }
        }
    }

    /** The tier by what was earned in this month and the eleven before. */
    Program.Tier tier() {
        YearMonth now = month(last);
        BigInteger counted = BigInteger.ZERO;
        for (Earning earning : earnings) {
            YearMonth month = month(earning.at());
            if (!month.isAfter(now) && month.isAfter(now.minusYears(1))) {
                counted = counted.add(earning.points());
            }
        }
        Program.Tier held = program.tiers().getFirst();
        for (Program.Tier tier : program.tiers()) {
            if (counted.compareTo(BigInteger.valueOf(tier.threshold().value())) >= 0) {
                held = tier;
            }
        }
        return held;
    }

    private YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(program.timeZone()));
    }
}
