package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of up to five commands out of a few, for a member and another one who would like to pay with the first one's
 * points; after every command the domain and the model are compared and every law is checked. Sequences share their
 * beginnings, so that none is played twice.
 */
class ExhaustiveTest {

    private static final int LONGEST = 5;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TWO_YEARS = Duration.between(START, Instant.parse("2028-12-01T00:00:00Z"));
    private static final int ONE = 0;
    private static final int OTHER = 1;

    /** One of the few. */
    private record Move(String name, UnaryOperator<Play> play) {}

    private static final List<Move> MOVES = List.of(
            new Move("buy", play -> buy(play, ONE, null, List.of())),
            new Move("buy, pick up later", play -> buy(play, ONE, WaitsFor.PICKUP, List.of())),
            new Move("pick up half", play -> onPurchase(play, new Command.Activate(new Money(5_000)))),
            new Move("refund a third", play -> onPurchase(play, refund(3_333))),
            new Move("void", play -> onPurchase(play, new Command.VoidPurchase())),
            new Move("hold", ExhaustiveTest::hold),
            new Move("spend 200 offline", ExhaustiveTest::spendOffline),
            new Move("capture a part", play -> onRedemption(play, new Command.Capture(Points.of(70)))),
            new Move("release", play -> onRedemption(play, new Command.Release())),
            new Move("reverse a part", play -> onRedemption(play, new Command.Reverse(Points.of(30)))),
            new Move("buy with the points", play -> buy(play, ONE, null, paidWith(play))),
            new Move("the other buys with them", play -> buy(play, OTHER, null, paidWith(play))),
            new Move("erase", play -> acting(play, new Deed(ONE, "0", new Command.Erase()))),
            new Move("twenty minutes", play -> later(play, Duration.ofMinutes(20))),
            new Move("two years", play -> later(play, TWO_YEARS)));

    @Test
    void everySequenceOfUpToFiveCommandsIsAsTheModelSays() {
        Play start = Play.beginning(trustingTills(), START, 2);
        for (int member : List.of(ONE, OTHER)) {
            start = acting(start, new Deed(member, "a" + member, new Command.Adjust(250, Channel.IN_STORE, "reason")));
        }
        // 15 + 15² + 15³ + 15⁴ + 15⁵
        assertThat(walk(start, List.of())).isEqualTo(813_615);
    }

    /** How many sequences lead on from here. */
    private static int walk(Play from, List<String> way) {
        if (way.size() == LONGEST) {
            return 0;
        }
        int walked = 0;
        for (Move move : MOVES) {
            List<String> further = new ArrayList<>(way);
            further.add(move.name());
            walked += 1 + walk(moved(from, move, further), further);
        }
        return walked;
    }

    private static Play moved(Play from, Move move, List<String> way) {
        try {
            Play moved = move.play().apply(from);
            moved.check();
            return moved;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(way.toString(), e);
        }
    }

    private static Play buy(Play play, int member, @Nullable WaitsFor waitsFor, List<String> paidWith) {
        Command purchase = new Command.RecordPurchase(
                new Money(10_000),
                List.of(),
                List.of(),
                START,
                LocalDate.parse("2026-11-22"),
                Channel.ONLINE,
                "shop",
                waitsFor);
        return acting(play, new Deed(member, "p" + count(play, OperationKind.PURCHASE), purchase, paidWith));
    }

    private static Command refund(long minorUnits) {
        return new Command.Refund(new Money(minorUnits), List.of(), List.of(), START, true);
    }

    private static Play hold(Play play) {
        Command hold = new Command.HoldPoints(Points.of(100), Duration.ofMinutes(20));
        return acting(play, new Deed(ONE, "r" + count(play, OperationKind.REDEMPTION), hold));
    }

    private static Play spendOffline(Play play) {
        Command spend = new Command.RedeemPoints(Points.of(200), Channel.IN_STORE, true);
        return acting(play, new Deed(ONE, "r" + count(play, OperationKind.REDEMPTION), spend));
    }

    private static Program trustingTills() {
        return ProgramText.changed(Program.shipped(), List.of("offline=200"));
    }

    private static Play onPurchase(Play play, Command command) {
        return acting(play, new Deed(ONE, "p" + (count(play, OperationKind.PURCHASE) - 1), command));
    }

    private static Play onRedemption(Play play, Command command) {
        return acting(play, new Deed(ONE, "r" + (count(play, OperationKind.REDEMPTION) - 1), command));
    }

    private static List<String> paidWith(Play play) {
        return List.of("r" + (count(play, OperationKind.REDEMPTION) - 1));
    }

    private static Play later(Play play, Duration duration) {
        return play.at(play.world().now().plus(duration));
    }

    private static Play acting(Play play, Deed deed) {
        return play.act(deed, acted -> {});
    }

    private static long count(Play play, OperationKind kind) {
        return play.world().members().stream()
                .flatMap(member -> member.entries().stream())
                .filter(entry -> entry.key() instanceof EntryKey.Step(OperationKey operation, int step)
                        && step == 0
                        && operation.kind() == kind)
                .count();
    }
}
