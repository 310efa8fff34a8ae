package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of commands, decided by the domain and by the model: same outcomes, same points in the same lots, and
 * every invariant after every step. A failure prints its seed and the shortest sequence that still fails.
 */
class PropertyTest {

    private static final int SEEDS = 1_500;
    private static final int COMMANDS = 60;
    private static final Instant START = Instant.parse("2026-01-30T22:30:00Z");

    private static final Program PROGRAM = new Program(
            3,
            "Test",
            "EUR",
            ZoneId.of("Europe/Berlin"),
            new Program.Earn(Points.of(7), new Money(300), Set.of("gift-card"), Set.of(ChargeKind.SHIPPING)),
            new Program.Redeem(Points.of(150), new Money(100), Points.of(20), Points.of(5)),
            new Program.Expiry(24, 30),
            List.of(
                    new Program.Tier("bronze", "Bronze", Points.ZERO, 100),
                    new Program.Tier("silver", "Silver", Points.of(500), 133),
                    new Program.Tier("gold", "Gold", Points.of(5_000), 250)),
            List.of(
                    new Bonus(
                            "books",
                            "Books",
                            new Bonus.Rate.Percent(37),
                            Set.of("books"),
                            Set.of(),
                            Set.of(Channel.ONLINE),
                            Set.of(),
                            null,
                            null,
                            Bonus.First.ANY,
                            Points.of(90)),
                    new Bonus(
                            "crossing",
                            "Crossing over",
                            new Bonus.Rate.PerAmount(Points.of(2), new Money(1_000)),
                            Set.of(),
                            Set.of(),
                            Set.of(),
                            Set.of(),
                            null,
                            null,
                            Bonus.First.OTHER_CHANNEL,
                            null)),
            Program.shipped().brand());

    /** A command and how long after the one before it comes; clocks may differ, so it may be less than nothing. */
    private record Step(Duration after, Command command) {}

    @Test
    void theDomainDoesWhatTheModelSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Step> steps =
                    steps(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            String failure = failureOf(steps);
            if (failure != null) {
                throw new AssertionError("seed %d: %s%nshortest: %s".formatted(seed, failure, shrink(steps)));
            }
        }
    }

    @Test
    void aSequenceThatFailsIsShortened() {
        List<Step> steps = new ArrayList<>(
                steps(RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
        assertThat(shrink(steps, candidate -> candidate.size() >= 3)).hasSize(3);
    }

    private static List<Step> shrink(List<Step> failing) {
        return shrink(failing, candidate -> failureOf(candidate) != null);
    }

    private static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
        List<Step> shortest = failing;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = 0; i < shortest.size(); i++) {
                List<Step> candidate = new ArrayList<>(shortest);
                candidate.remove(i);
                if (fails.test(candidate)) {
                    shortest = candidate;
                    shorter = true;
                    break;
                }
            }
        }
        return shortest;
    }

    private static @Nullable String failureOf(List<Step> steps) {
        try {
            play(steps);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
    }

    private static void play(List<Step> steps) {
        Decision.Accepted enrolled = Decide.enrol(Accounts.MEMBER, PROGRAM, START);
        Account account = enrolled.next();
        List<Entry> entries = new ArrayList<>(List.of(enrolled.entry()));
        Model model = new Model(PROGRAM, START);
        Instant now = START;
        for (Step step : steps) {
            now = now.plus(step.after());
            for (Decision.Accepted due : account.settle(now)) {
                account = due.next();
                entries.add(due.entry());
            }
            Decision decision = switch (step.command()) {
                case Command.RecordPurchase purchase -> Decide.purchase(account, purchase, PROGRAM, now);
                case Command.RedeemPoints redeem -> Decide.redeem(account, redeem, PROGRAM, now);
                case Command.Adjust adjust -> Decide.adjust(account, adjust, PROGRAM, now);
            };
            boolean expected = switch (step.command()) {
                case Command.RecordPurchase purchase -> {
                    BigInteger earned = model.earn(purchase, now);
                    Fact fact = ((Decision.Accepted) decision).entry().fact();
                    assertThat(((Fact.Earned) fact).earned().value()).isEqualTo(earned.longValueExact());
                    yield true;
                }
                case Command.RedeemPoints redeem -> model.spend(redeem.points().value(), now);
                case Command.Adjust adjust -> model.adjust(adjust.points(), adjust.channel(), now);
            };
            assertThat(decision instanceof Decision.Accepted).isEqualTo(expected);
            if (decision instanceof Decision.Accepted(Entry entry, Account next)) {
                account = next;
                entries.add(entry);
            }
            check(account, entries, model, now);
        }
    }

    private static void check(Account account, List<Entry> entries, Model model, Instant now) {
        assertThat(account.balance().available().value())
                .isEqualTo(model.availableAt(now).longValueExact());
        Map<YearMonth, List<BigInteger>> lots = new HashMap<>();
        account.lots()
                .lots()
                .forEach(lot -> lots.put(
                        YearMonth.from(lot.endsAt().atZone(PROGRAM.timeZone())).minusMonths(25),
                        List.of(BigInteger.valueOf(lot.online()), BigInteger.valueOf(lot.inStore()))));
        assertThat(lots).isEqualTo(model.heapsAt(now));
        assertThat(account.standing(PROGRAM, account.lastAt()).tier())
                .isEqualTo(model.tier().id());
        assertThat(account.seq()).isEqualTo(entries.size());
        assertThat(entries.stream()
                        .mapToLong(entry -> entry.postings().points())
                        .sum())
                .isEqualTo(account.balance().available().value());
        assertThat(account.settle(now)).isEmpty();
        Account replayed = Account.before(Accounts.MEMBER, START);
        for (Entry entry : entries) {
            replayed = replayed.after(entry);
        }
        assertThat(replayed).isEqualTo(account);
    }

    private static List<Step> steps(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        int count = random.nextInt(1, COMMANDS);
        for (int i = 0; i < count; i++) {
            Duration after = switch (random.nextInt(6)) {
                case 0 -> Duration.ZERO;
                case 1 -> Duration.ofSeconds(random.nextLong(-90, 90));
                case 2, 3 -> Duration.ofDays(random.nextLong(60));
                default -> Duration.ofHours(random.nextLong(72));
            };
            steps.add(new Step(
                    after,
                    switch (random.nextInt(7)) {
                        case 0, 1 -> new Command.RedeemPoints(Points.of(redeemed(random)));
                        case 2 ->
                            new Command.Adjust(
                                    random.nextBoolean() ? random.nextLong(1, 300) : -random.nextLong(1, 300),
                                    List.of(Channel.values()).get(random.nextInt(3)),
                                    "reason");
                        default -> purchase(random);
                    }));
        }
        return steps;
    }

    private static long redeemed(RandomGenerator random) {
        return random.nextBoolean() ? random.nextLong(1, 40) * 5 : random.nextLong(1, 400);
    }

    private static Command.RecordPurchase purchase(RandomGenerator random) {
        Channel channel = List.of(Channel.values()).get(random.nextInt(3));
        long[] edges = {0, 1, 42, 43, 299, 300, 9_999, 100_000, Money.MAXIMUM};
        if (random.nextBoolean()) {
            int bound = random.nextInt(20) == 0 ? edges.length : edges.length - 1;
            return new Command.RecordPurchase(
                    new Money(edges[random.nextInt(bound)]), List.of(), List.of(), START, channel, "shop");
        }
        long goods = random.nextLong(20_000);
        long gift = random.nextLong(-500, 5_000);
        long shipping = random.nextLong(-100, 600);
        long total = Math.max(0, goods + gift + shipping);
        return new Command.RecordPurchase(
                new Money(total),
                List.of(
                        new Command.Line(
                                "a", random.nextBoolean() ? "books" : null, new Money(total - gift - shipping)),
                        new Command.Line("b", "gift-card", new Money(gift))),
                List.of(new Command.Charge(
                        random.nextBoolean() ? ChargeKind.SHIPPING : ChargeKind.TAX, new Money(shipping))),
                START,
                channel,
                "shop");
    }
}
