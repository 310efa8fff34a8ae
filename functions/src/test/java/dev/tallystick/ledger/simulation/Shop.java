package dev.tallystick.ledger.simulation;

import dev.tallystick.points.Channel;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.WaitsFor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws what tills ask, from so few ids that they keep meeting. */
final class Shop {

    private static final List<Till> TILLS = List.of(
            new Till("web", null, Channel.ONLINE),
            new Till("store-1", "till-1", Channel.IN_STORE),
            new Till("store-1", Till.OFFLINE, Channel.IN_STORE));
    private static final Till OFFICE = new Till("office", null, Channel.OFFICE);
    private static final List<Duration> LASTING =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(15), Duration.ofDays(7));
    private static final Duration TOMORROW = Duration.ofHours(30);

    private final Dice dice;
    private final Theme theme;
    private final List<Whom> members = new ArrayList<>();
    private final List<OperationKey> purchases = new ArrayList<>();
    private final List<OperationKey> redemptions = new ArrayList<>();
    private final Map<OperationKey, Message> usual = new HashMap<>();

    /** What there is to ask, and how often. */
    private enum Kind {
        ENROL(1),
        BUY(12),
        REDEEM(3),
        HOLD(6),
        ADJUST(4),
        REFUND(10),
        ACTIVATE(4),
        VOID_PURCHASE(1),
        ERASE(1),
        EXTEND(3),
        CAPTURE(6),
        RELEASE(4),
        REVERSE(4),
        VOID_REDEMPTION(1);

        private final int often;

        Kind(int often) {
            this.often = often;
        }
    }

    /** What there is much of at one time. */
    enum Theme {
        EVERYTHING,
        REFUNDS,
        HOLDS,
        PENDING,
        SPENDING,
        PAYING;

        private Set<Kind> kinds() {
            return switch (this) {
                case EVERYTHING -> EnumSet.allOf(Kind.class);
                case REFUNDS -> EnumSet.of(Kind.BUY, Kind.REFUND);
                case HOLDS -> EnumSet.of(Kind.HOLD, Kind.CAPTURE, Kind.RELEASE);
                case PENDING -> EnumSet.of(Kind.BUY, Kind.REFUND, Kind.ADJUST, Kind.ACTIVATE);
                case SPENDING ->
                    EnumSet.of(Kind.HOLD, Kind.EXTEND, Kind.CAPTURE, Kind.RELEASE, Kind.ADJUST, Kind.REVERSE);
                case PAYING ->
                    EnumSet.of(Kind.BUY, Kind.HOLD, Kind.REDEEM, Kind.REFUND, Kind.REVERSE, Kind.VOID_PURCHASE);
            };
        }

        /** Everything as often as all others together. */
        static Theme drawn(Dice dice) {
            return dice.chance(0.5) ? EVERYTHING : dice.oneOf(List.copyOf(EnumSet.range(REFUNDS, PAYING)));
        }
    }

    Shop(Dice dice, Theme theme) {
        this.dice = dice;
        this.theme = theme;
        int most = theme == Theme.EVERYTHING ? 4 : 2;
        int purchaseIds = (int) dice.between(1, most);
        int redemptionIds = (int) dice.between(1, most);
        for (int i = 0; i < purchaseIds; i++) {
            purchases.add(dice.oneOf(TILLS).operation(OperationKind.PURCHASE, "p" + i % 2));
        }
        for (int i = 0; i < redemptionIds; i++) {
            redemptions.add(dice.oneOf(TILLS).operation(OperationKind.REDEMPTION, "r" + i % 2));
        }
    }

    /** A member joins; two of them may bring one phone. */
    Message.Enrol joining(int number) {
        return new Message.Enrol(OFFICE, "e" + number, "+4930000" + number, "900000000000000" + number);
    }

    /** Somebody has joined and is known by id and by phone. */
    void joined(MemberId member, Message.Enrol enrolment) {
        members.add(Whom.byId(member));
        members.add(Whom.byPhone(member, enrolment.phone()));
    }

    /** Points to begin with, so that there is something to spend. */
    Message welcome(int number) {
        return new Message.Adjust(OFFICE, "welcome-" + number, members.get(2 * number), dice.between(0, 1_000));
    }

    List<Message> messages(int count) {
        List<Kind> kinds = kinds();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(dice.oneOf(kinds)));
        }
        return messages;
    }

    /** Not all kinds for every seed: what is rare among all meets often among few. */
    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.BUY, Kind.HOLD));
        double absent = theme == Theme.EVERYTHING ? dice.oneOf(List.of(0.0, 0.4)) : 0;
        for (Kind kind : theme.kinds()) {
            if (!dice.chance(absent)) {
                kinds.addAll(Collections.nCopies(kind.often, kind));
            }
        }
        return kinds;
    }

    /** Half of the operations are there before anything goes wrong. */
    List<Message> beginnings() {
        return Stream.concat(
                        purchases.stream()
                                .distinct()
                                .filter(any -> dice.chance(0.5))
                                .map(its -> mostlyTheSame(its, this::buy)),
                        redemptions.stream()
                                .distinct()
                                .filter(any -> dice.chance(0.5))
                                .map(its -> mostlyTheSame(its, this::hold)))
                .toList();
    }

    private Message message(Kind kind) {
        return switch (kind) {
            case ENROL -> enrol();
            case BUY -> mostlyTheSame(dice.oneOf(purchases), this::buy);
            case REDEEM -> mostlyTheSame(dice.oneOf(redemptions), this::redeem);
            case HOLD -> mostlyTheSame(dice.oneOf(redemptions), this::hold);
            case ADJUST ->
                new Message.Adjust(OFFICE, "a" + dice.between(0, 3), member(), dice.oneOf(List.of(500L, 100L, -300L)));
            case REFUND -> refund();
            case ACTIVATE ->
                new Message.Activate(
                        dice.oneOf(TILLS), dice.oneOf(purchases), stepId(), dice.chance(0.5) ? null : 3_000L);
            case VOID_PURCHASE -> new Message.VoidPurchase(dice.oneOf(TILLS), dice.oneOf(purchases));
            case ERASE -> new Message.Erase(OFFICE, dice.oneOf(members).member());
            case EXTEND -> new Message.Extend(dice.oneOf(TILLS), dice.oneOf(redemptions), dice.oneOf(LASTING));
            case CAPTURE -> new Message.Capture(dice.oneOf(TILLS), dice.oneOf(redemptions), pointsOrAll());
            case RELEASE -> new Message.Release(dice.oneOf(TILLS), dice.oneOf(redemptions));
            case REVERSE -> new Message.Reverse(dice.oneOf(TILLS), dice.oneOf(redemptions), stepId(), pointsOrAll());
            case VOID_REDEMPTION -> new Message.VoidRedemption(dice.oneOf(TILLS), dice.oneOf(redemptions));
        };
    }

    private Message.Enrol enrol() {
        long number = dice.between(1, 9);
        return new Message.Enrol(
                dice.oneOf(TILLS), "e" + number, "+4930000" + dice.between(0, 9), "910000000000000" + number);
    }

    /** An operation's message, and now and then another under its id. */
    private Message mostlyTheSame(OperationKey its, Function<OperationKey, Message> drawn) {
        return dice.chance(0.15) ? drawn.apply(its) : usual.computeIfAbsent(its, drawn);
    }

    private Message redeem(OperationKey its) {
        return new Message.Redeem(till(its), its.clientId(), shown(till(its)), points());
    }

    private Message hold(OperationKey its) {
        return new Message.Hold(till(its), its.clientId(), shown(till(its)), points(), dice.oneOf(LASTING));
    }

    private Message buy(OperationKey its) {
        List<OperationKey> paidWith = new ArrayList<>();
        while (dice.chance(0.4) && paidWith.size() < 2) {
            OperationKey one = dice.oneOf(redemptions);
            if (!paidWith.contains(one)) {
                paidWith.add(one);
            }
        }
        return new Message.Buy(
                till(its),
                its.clientId(),
                member(),
                dice.oneOf(List.of(10_000L, 10_000L, 777L)),
                dice.oneOf(List.of(0L, 0L, 300L)),
                dice.chance(0.3) ? dice.oneOf(Arrays.asList(WaitsFor.values())) : null,
                dice.chance(0.05) ? Message.BEGINNING.plus(TOMORROW) : Message.BEGINNING,
                List.copyOf(paidWith));
    }

    /** Of amounts that fit alone but seldom together. */
    private Message refund() {
        long gifts = dice.oneOf(List.of(-1L, -1L, 0L, 100L));
        long total = dice.oneOf(List.of(6_000L, 3_000L, 5_500L, 400L));
        return new Message.Refund(dice.oneOf(TILLS), dice.oneOf(purchases), stepId(), total, gifts, dice.chance(0.8));
    }

    /** Who spends has now and then shown a code there; where holds or refunds are what matters, that would only be in the way. */
    private Whom shown(Till till) {
        Whom whom = member();
        boolean codes = theme == Theme.EVERYTHING || theme == Theme.PAYING;
        return codes && dice.chance(0.3) ? Whom.byPresence(whom.member(), till.source(), dice.between(0, 2)) : whom;
    }

    /** Mostly the first, or no two would ever meet. */
    private Whom member() {
        return dice.chance(0.5) ? members.getFirst() : dice.oneOf(members);
    }

    private String stepId() {
        return "s" + dice.between(0, 2);
    }

    private long points() {
        return dice.oneOf(List.of(100L, 250L, 600L));
    }

    private @Nullable Long pointsOrAll() {
        return dice.chance(0.5) ? null : points();
    }

    private static Till till(OperationKey operation) {
        return TILLS.stream()
                .filter(till ->
                        till.operation(operation.kind(), operation.clientId()).equals(operation))
                .findFirst()
                .orElseThrow();
    }
}
