package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws commands at random: few ids, so that they often meet; amounts at their edges; times at what is due. */
final class Commands {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Instant START = Instant.parse("2026-01-30T22:30:00Z");

    /** Programs that follow each other in any order. */
    static final List<Program> PROGRAMS = programs();

    private static final int IDS = 12;
    private static final int MOST = 60;

    /** As many repetitions as no operation takes steps. */
    private static final int TOO_OFTEN = 201;

    private final RandomGenerator random;
    private final Manner manner;
    private Instant now = START;
    private int purchases;
    private int redemptions;
    private int adjustments;

    Commands(RandomGenerator random) {
        this.random = random;
        this.manner = pick(Manner.USUAL, Manner.USUAL, Manner.HASTY, Manner.HASTY, Manner.HOARDING);
    }

    /** How the members of one sequence behave. */
    private enum Manner {
        USUAL,
        /** Little time passes. */
        HASTY,
        /** Little time passes, and there is a hold after the other. */
        HOARDING
    }

    /** Something that happens so long after what happened before; clocks may differ, so it may be less than nothing. */
    sealed interface Step {
        Duration after();

        Step later(Duration more);
    }

    /** A command is given, perhaps several times, a second after another. */
    record Given(Duration after, Deed deed, int times) implements Step {

        @Override
        public Step later(Duration more) {
            return new Given(after.plus(more), deed, times);
        }
    }

    /** Another program holds from now on. */
    record Changed(Duration after, int program) implements Step {

        @Override
        public Step later(Duration more) {
            return new Changed(after.plus(more), program);
        }
    }

    List<Step> draw() {
        int count = random.nextInt(1, MOST + 1);
        boolean patient = random.nextInt(40) == 0;
        List<Step> steps = new ArrayList<>();
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> steps.addAll(collectedInTwoMonths());
            default -> {
                Command some = new Command.Adjust(random.nextLong(100, 3_000), Channel.OFFICE, "reason");
                steps.add(new Given(Duration.ZERO, new Deed(0, "a" + adjustments++, some), 1));
            }
        }
        for (int i = steps.size(); i < count; i++) {
            Duration after = after();
            now = now.plus(after);
            if (random.nextInt(12) == 0) {
                steps.add(new Changed(after, random.nextInt(PROGRAMS.size())));
            } else {
                Deed deed = deed();
                boolean often = patient && !deed.begins() && random.nextInt(10) == 0;
                steps.add(new Given(after, deed, often ? TOO_OFTEN : 1));
            }
        }
        return steps;
    }

    /** An opening in which one purchase has two lots and a hold takes from both; what undoes it leaves debt. */
    private List<Step> collectedInTwoMonths() {
        Command purchase = new Command.RecordPurchase(
                new Money(25_000), List.of(), List.of(), now, today(), Channel.ONLINE, "shop", WaitsFor.PICKUP);
        purchases++;
        redemptions++;
        Duration month = Duration.ofDays(35);
        now = now.plus(month);
        return List.of(
                new Given(Duration.ZERO, new Deed(0, "p0", purchase), 1),
                new Given(Duration.ZERO, new Deed(0, "p0", new Command.Activate(new Money(10_000))), 1),
                new Given(month, new Deed(0, "p0", new Command.Activate(null)), 1),
                new Given(
                        Duration.ZERO,
                        new Deed(0, "r0", new Command.HoldPoints(Points.of(400), Duration.ofDays(7))),
                        1));
    }

    private Duration after() {
        if (manner != Manner.USUAL && random.nextInt(8) > 0) {
            return pick(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5));
        }
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> Duration.ZERO;
            case 5 -> Duration.ofSeconds(random.nextLong(-90, 90));
            case 6 -> Duration.ofMinutes(random.nextLong(-20, 0));
            case 7, 8, 9, 10 -> pick(Duration.ofMinutes(1), Duration.ofMinutes(15), Duration.ofMinutes(20));
            case 11, 12 -> Duration.ofHours(random.nextLong(72));
            case 13, 14, 15 -> Duration.ofDays(random.nextLong(9));
            case 16, 17 -> until(today().plusDays(random.nextLong(1, 4)));
            case 18, 19 -> until(today().plusMonths(1).withDayOfMonth(1)).plusSeconds(random.nextLong(-1, 2));
            case 20 -> Duration.ofDays(random.nextLong(60));
            case 21 -> until(today().plusMonths(random.nextLong(1, 26)).withDayOfMonth(1));
            case 22 -> until(today().plusMonths(1).withDayOfMonth(1).minusDays(pick(1, 3, 14)));
            default -> Duration.ofMillis(random.nextLong(5_000));
        };
    }

    private Duration until(LocalDate day) {
        return Duration.between(now, day.atStartOfDay(ZONE));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZONE);
    }

    private Deed deed() {
        int member = random.nextInt(12) == 0 ? 1 : 0;
        if (random.nextInt(400) == 0) {
            return new Deed(member, String.valueOf(member), new Command.Erase());
        }
        if (manner == Manner.HOARDING && random.nextBoolean()) {
            return new Deed(0, begun("r", redemptions++), new Command.HoldPoints(Points.of(20), lasting()));
        }
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4, 5 -> {
                String id = begun(random.nextInt(4) == 0 ? "o" : "p", purchases++);
                yield new Deed(member, id, purchase(Deed.source(id)), paidWith());
            }
            case 6, 7 -> new Deed(member, begun("r", redemptions++), redeem()).at(counter());
            case 8, 9, 10 ->
                new Deed(member, begun("r", redemptions++), new Command.HoldPoints(redeemed(), lasting()))
                        .at(counter());
            case 11 -> new Deed(member, "a" + adjustments++, adjust());
            case 12, 13, 14 -> onPurchase(refund());
            case 15, 16 -> onPurchase(new Command.Activate(random.nextBoolean() ? null : part()));
            case 17 -> onPurchase(new Command.VoidPurchase());
            case 18, 19 -> onRedemption(new Command.Extend(lastingAtLeast()));
            case 20, 21 -> onRedemption(new Command.Capture(random.nextBoolean() ? null : some()));
            case 22 -> onRedemption(new Command.Release());
            case 23, 24 -> onRedemption(new Command.Reverse(random.nextBoolean() ? null : some()));
            default -> onRedemption(new Command.VoidRedemption());
        };
    }

    /** Mostly with a code where one may be needed: of about now, or of as long ago as a presence is good for and longer. */
    private Counter counter() {
        Channel channel = pick(Channel.ONLINE, Channel.IN_STORE, Channel.OFFICE);
        long step = now.getEpochSecond() / 30;
        return new Counter(
                channel,
                switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> step - random.nextLong(75);
                    default -> step + random.nextLong(-1, 2);
                });
    }

    private Deed onPurchase(Command command) {
        return new Deed(0, recent(random.nextInt(4) == 0 ? "o" : "p", purchases), command);
    }

    private Deed onRedemption(Command command) {
        return new Deed(0, recent("r", redemptions), command);
    }

    /** Mostly a new id. */
    private String begun(String kind, int count) {
        return random.nextInt(10) == 0 ? kind + random.nextInt(IDS) : kind + count;
    }

    /** Mostly one of the last two. */
    private String recent(String kind, int count) {
        return random.nextInt(8) == 0 || count == 0
                ? kind + random.nextInt(IDS)
                : kind + Math.max(0, count - random.nextInt(1, 3));
    }

    private List<String> paidWith() {
        if (random.nextBoolean()) {
            return List.of();
        }
        String one = recent("r", redemptions);
        String another = recent("r", redemptions);
        return random.nextBoolean() || one.equals(another) ? List.of(one) : List.of(one, another);
    }

    private Command purchase(String source) {
        Channel channel = pick(Channel.ONLINE, Channel.ONLINE, Channel.IN_STORE, Channel.IN_STORE, Channel.OFFICE);
        WaitsFor waitsFor = random.nextInt(4) > 0 ? null : pick(WaitsFor.PICKUP, WaitsFor.DELIVERY, WaitsFor.PAYMENT);
        boolean offline = random.nextInt(4) == 0;
        Instant occurredAt = occurredAt();
        LocalDate day = LocalDate.ofInstant(occurredAt, ZONE).plusDays(random.nextLong(-2, 3));
        if (random.nextInt(80) == 0) {
            Money most = new Money(Money.MAXIMUM);
            List<Command.Line> jackpot = List.of(new Command.Line("jackpot", null, most));
            return new Command.RecordPurchase(
                    most, jackpot, List.of(), occurredAt, day, channel, source, waitsFor, offline);
        }
        if (random.nextInt(3) == 0) {
            Money total = new Money(edge());
            return new Command.RecordPurchase(
                    total, List.of(), List.of(), occurredAt, day, channel, source, waitsFor, offline);
        }
        List<Command.Line> lines = new ArrayList<>();
        List<Command.Charge> charges = new ArrayList<>();
        long total = 0;
        for (int i = random.nextInt(4); i >= 0; i--) {
            long amount = random.nextInt(8) == 0 ? random.nextLong(-2_000, 1) : random.nextLong(20_000);
            total += amount;
            lines.add(line(amount));
        }
        if (random.nextBoolean()) {
            long amount = random.nextLong(-50, 600);
            total += amount;
            charges.add(new Command.Charge(pick(ChargeKind.SHIPPING, ChargeKind.TAX), new Money(amount)));
        }
        if (total < 0) {
            lines.add(line(-total));
            total = 0;
        }
        return new Command.RecordPurchase(
                new Money(total), lines, charges, occurredAt, day, channel, source, waitsFor, offline);
    }

    private Command.Line line(long amount) {
        String category = random.nextInt(5) == 0 ? null : pick("books", "books", "toys", "gift-card");
        return new Command.Line(pick("a", "b", "star"), category, new Money(amount));
    }

    private Instant occurredAt() {
        return switch (random.nextInt(12)) {
            case 0 -> now.plus(Duration.ofDays(1)).plusMillis(random.nextLong(2));
            case 5 -> now.plus(Duration.ofDays(random.nextLong(1, 500)));
            case 1 -> now.plus(Duration.ofHours(random.nextLong(24)));
            case 2 -> now.minus(Duration.ofDays(random.nextLong(400)));
            case 3 -> now.minus(Duration.ofDays(random.nextLong(6, 9)));
            case 4 -> now.minus(Duration.ofDays(random.nextLong(10)));
            default -> now;
        };
    }

    private Command refund() {
        boolean restore = random.nextInt(4) > 0;
        boolean offline = random.nextInt(4) == 0;
        if (random.nextInt(3) > 0) {
            return new Command.Refund(part(), List.of(), List.of(), occurredAt(), restore, offline);
        }
        List<Command.Line> lines = new ArrayList<>();
        long total = 0;
        for (int i = random.nextInt(2); i >= 0; i--) {
            long amount = random.nextLong(8_000);
            total += amount;
            lines.add(line(amount));
        }
        if (random.nextInt(3) > 0) {
            return new Command.Refund(new Money(total), lines, List.of(), occurredAt(), restore, offline);
        }
        long amount = random.nextLong(200);
        Command.Charge charge = new Command.Charge(pick(ChargeKind.SHIPPING, ChargeKind.TAX), new Money(amount));
        return new Command.Refund(new Money(total + amount), lines, List.of(charge), occurredAt(), restore, offline);
    }

    private Command adjust() {
        long points = random.nextLong(1, 400);
        return new Command.Adjust(
                random.nextInt(3) > 0 ? points : -points,
                pick(Channel.ONLINE, Channel.IN_STORE, Channel.OFFICE),
                "reason");
    }

    /** A part of a purchase. */
    private Money part() {
        return new Money(
                switch (random.nextInt(4)) {
                    case 0 -> edge();
                    case 1 -> random.nextLong(4);
                    default -> random.nextLong(12_000);
                });
    }

    private long edge() {
        return random.nextInt(25) == 0
                ? Money.MAXIMUM
                : pick(0L, 1L, 42L, 43L, 299L, 300L, 4_999L, 9_999L, 10_000L, 25_000L, 100_000L);
    }

    private Command redeem() {
        return new Command.RedeemPoints(
                redeemed(), pick(Channel.ONLINE, Channel.IN_STORE, Channel.OFFICE), random.nextInt(3) == 0);
    }

    private Points redeemed() {
        return Points.of(
                switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(1, 400);
                    case 1, 2, 3 -> 20;
                    default -> random.nextLong(4, 50) * 5;
                });
    }

    private Points some() {
        return Points.of(random.nextInt(4) == 0 ? random.nextLong(1, 300) : random.nextLong(1, 60));
    }

    private @Nullable Duration lasting() {
        return random.nextInt(3) == 0 ? null : lastingAtLeast();
    }

    private Duration lastingAtLeast() {
        return pick(
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(20),
                Duration.ofMinutes(random.nextLong(1, 90)),
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(7).plusMillis(1));
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<Program> programs() {
        Program.Limits none = Program.Limits.NONE;
        Program.Limits tight = new Program.Limits(Points.of(150), 3);
        Program.PendingDays atOnce = Program.PendingDays.NONE;
        return List.of(
                program(atOnce, new Program.Expiry(24, 30), none, bonuses()),
                program(atOnce, new Program.Expiry(2, 0), none, bonuses()),
                program(atOnce, new Program.Expiry(1, 90), tight, List.of(), new Program.CodeNeeded(false, true)),
                program(new Program.PendingDays(3, 0), new Program.Expiry(24, 30), tight, bonuses()),
                program(
                        new Program.PendingDays(14, 1),
                        new Program.Expiry(1, 10),
                        none,
                        bonuses(),
                        new Program.CodeNeeded(true, false)),
                program(new Program.PendingDays(3, 34), new Program.Expiry(2, 30), none, List.of()),
                program(new Program.PendingDays(1, 2), new Program.Expiry(36, 0), tight, bonuses()));
    }

    private static Program program(
            Program.PendingDays pendingDays, Program.Expiry expiry, Program.Limits limits, List<Bonus> bonuses) {
        return program(pendingDays, expiry, limits, bonuses, Program.CodeNeeded.NOWHERE);
    }

    private static Program program(
            Program.PendingDays pendingDays,
            Program.Expiry expiry,
            Program.Limits limits,
            List<Bonus> bonuses,
            Program.CodeNeeded codeNeeded) {
        return new Program(
                1,
                "Test",
                "EUR",
                ZONE,
                new Program.Earn(
                        Points.of(7),
                        new Money(300),
                        Set.of("gift-card"),
                        bonuses.isEmpty() ? Set.of() : Set.of(ChargeKind.SHIPPING),
                        pendingDays),
                bonuses.isEmpty()
                        ? new Program.Redeem(
                                Points.of(100), new Money(99), Points.of(1), Points.of(1), Points.of(90), codeNeeded)
                        : new Program.Redeem(
                                Points.of(150),
                                new Money(100),
                                Points.of(20),
                                Points.of(5),
                                Points.of(200),
                                codeNeeded),
                expiry,
                new Program.Hold(Duration.ofMinutes(15), Duration.ofDays(7)),
                List.of(
                        new Program.Tier("bronze", "Bronze", Points.ZERO, 100),
                        new Program.Tier("silver", "Silver", Points.of(500), 133),
                        new Program.Tier("gold", "Gold", Points.of(5_000), 250)),
                bonuses,
                limits,
                Program.shipped().brand());
    }

    private static List<Bonus> bonuses() {
        return List.of(
                bonus(
                        "books",
                        new Bonus.Rate.Percent(37),
                        Set.of("books"),
                        Set.of(),
                        Channel.ONLINE,
                        Bonus.First.ANY,
                        90),
                bonus(
                        "crossing",
                        new Bonus.Rate.PerAmount(Points.of(2), new Money(1_000)),
                        Set.of(),
                        Set.of(),
                        null,
                        Bonus.First.OTHER_CHANNEL,
                        0),
                bonus(
                        "welcome",
                        new Bonus.Rate.Percent(50),
                        Set.of("toys"),
                        Set.of("star"),
                        null,
                        Bonus.First.PURCHASE,
                        0),
                new Bonus(
                        "summer",
                        "Summer",
                        new Bonus.Rate.PerAmount(Points.of(200), new Money(1)),
                        Set.of("toys"),
                        Set.of(),
                        Set.of(),
                        Set.of("outlet"),
                        START.plus(Duration.ofDays(3)),
                        START.plus(Duration.ofDays(400)),
                        Bonus.First.ANY,
                        Points.of(700)),
                bonus(
                        "star",
                        new Bonus.Rate.PerAmount(Points.of(3), new Money(700)),
                        Set.of(),
                        Set.of("star"),
                        null,
                        Bonus.First.ANY,
                        0),
                bonus(
                        "jackpot",
                        new Bonus.Rate.PerAmount(Points.of(5), new Money(1)),
                        Set.of(),
                        Set.of("jackpot"),
                        null,
                        Bonus.First.ANY,
                        0));
    }

    private static Bonus bonus(
            String id,
            Bonus.Rate rate,
            Set<String> categories,
            Set<String> skus,
            @Nullable Channel channel,
            Bonus.First first,
            long most) {
        return new Bonus(
                id,
                id,
                rate,
                categories,
                skus,
                channel == null ? Set.of() : Set.of(channel),
                Set.of(),
                null,
                null,
                first,
                most == 0 ? null : Points.of(most));
    }
}
