package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every invariant stops what would break it. */
class InvariantTest {

    @ParameterizedTest
    @EnumSource
    void aBrokenInvariantStopsTheCommand(Invariant invariant) {
        assertThatThrownBy(breaking(invariant))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessageContaining("invariant " + invariant.number() + " ");
    }

    @Test
    void numbersAreUnique() {
        assertThat(Stream.of(Invariant.values()).map(Invariant::number)).doesNotHaveDuplicates();
    }

    private static ThrowingCallable breaking(Invariant invariant) {
        Account account = Accounts.with(100, Channel.ONLINE);
        Balance balance = account.balance();
        return switch (invariant) {
            case POSTINGS_SUM_TO_ZERO -> () -> new Postings(Map.of(LedgerAccount.AVAILABLE, 1L));
            case AVAILABLE_IS_THE_SUM_OF_LOTS -> () -> with(account, 99, 0, 0, PendingPoints.NONE, List.of());
            case HELD_IS_THE_SUM_OF_OPEN_HOLDS -> () -> with(account, 100, 1, 0, PendingPoints.NONE, List.of());
            case PENDING_IS_THE_SUM_OF_WHAT_WAITS -> () -> with(account, 100, 0, 1, PendingPoints.NONE, List.of());
            case HOLDS_ARE_BOUNDED ->
                () -> with(
                        account,
                        100,
                        11,
                        0,
                        PendingPoints.NONE,
                        IntStream.rangeClosed(0, OpenHold.MOST)
                                .mapToObj(i -> new OpenHold(
                                        Deciding.next(OperationKind.REDEMPTION),
                                        1,
                                        NOW.plusSeconds(1),
                                        NOW.plusSeconds(2),
                                        new Lots(List.of(new Lot(NOW.plusSeconds(3), 1, 0)))))
                                .toList());
            case PENDING_DAYS_ARE_BOUNDED ->
                () -> new PendingPoints(IntStream.rangeClosed(0, PendingPoints.MOST_DAYS)
                        .boxed()
                        .collect(Collectors.toMap(
                                i -> new Activation.OnDay(NOW.plusSeconds(i), NOW.plusSeconds(99)),
                                i -> new ByChannel(1, 0))));
            case STEPS_HAVE_NO_GAP ->
                () -> {
                    Life life = new Life(Program.shipped());
                    life.buy("p", 10_000, Channel.ONLINE);
                    life.refund("p", 100);
                    life.refund("p", 100);
                    List<Entry> entries = life.entries();
                    Purchase.of(List.of(entries.get(1), entries.get(3)));
                };
            case KEPT_POINTS_FOLLOW_THE_FORMULA ->
                () -> {
                    Life life = new Life(Program.shipped());
                    life.buy("p", 10_000, Channel.ONLINE);
                    Purchase purchase = life.purchase("p");
                    new Purchase(
                            purchase.operation(),
                            purchase.member(),
                            2,
                            purchase.at(),
                            purchase.earned(),
                            List.of(new Pool("*", new Money(5_000), Points.of(51))),
                            1,
                            Points.of(51),
                            Points.ZERO,
                            Points.ZERO,
                            Money.ZERO,
                            purchase.lotEnds(),
                            false);
                };
            case NO_MORE_GIVEN_BACK_THAN_TAKEN ->
                () -> {
                    Life life = new Life(Program.shipped());
                    life.buy("p", 100_000, Channel.ONLINE);
                    life.redeem("r", 100);
                    Redemption redemption = life.redemption("r");
                    new Redemption(
                            redemption.operation(),
                            redemption.member(),
                            2,
                            1,
                            redemption.points(),
                            redemption.value(),
                            redemption.phase(),
                            null,
                            0,
                            redemption.captured(),
                            redemption.capturedValue(),
                            redemption.spentIn(),
                            Taken.of(new Lots(List.of(new Lot(NOW, 101, 0)))),
                            null);
                };
            case BALANCE_FOLLOWS_FROM_POSTINGS ->
                () -> account.after(
                        entry(account, 3, NOW, new Balance(Points.of(101), Points.ZERO, Points.ZERO, Points.ZERO)));
            case POINTS_NEVER_NEGATIVE -> () -> Points.of(1).minus(Points.of(2));
            case NEVER_BOTH_AVAILABLE_AND_DEBT ->
                () -> new Balance(Points.of(1), Points.ZERO, Points.ZERO, Points.of(1));
            case SEQ_HAS_NO_GAP -> () -> account.after(entry(account, 4, NOW, balance));
            case AT_NEVER_GOES_BACK -> () -> account.after(entry(account, 3, NOW.minusMillis(1), balance));
            case POOLS_ADD_UP ->
                () -> new Fact.Earned(
                        1,
                        new Money(100),
                        new Money(100),
                        NOW,
                        Channel.ONLINE,
                        List.of(new Fact.RuleShare("base", 1, null)),
                        List.of(new Pool("*", new Money(100), Points.of(2))),
                        new Activation.AtOnce(NOW.plusSeconds(1)),
                        List.of(),
                        new Fact.Standing("bronze", Points.ZERO),
                        new Fact.Standing("bronze", Points.ZERO),
                        YearMonth.of(2026, 11),
                        null,
                        new Fact.Firsts(false, false, null),
                        List.of(),
                        false);
            case SPENT_IS_HAD_OR_OWED ->
                () -> new Fact.Redeemed(
                        1,
                        Channel.IN_STORE,
                        Points.of(101),
                        new Money(101),
                        List.of(new Lot(NOW, -70, 0)),
                        new ByChannel(0, 30),
                        null);
            case A_CODE_IS_SPENT_ONCE -> () -> UsedSteps.NONE.with(7).with(7);
            case ERASED_HAVE_NOTHING ->
                () -> new Account(
                        account.member(),
                        account.seq(),
                        account.lastAt(),
                        account.enrolledAt(),
                        balance,
                        account.lots(),
                        account.pending(),
                        account.holds(),
                        account.tierMonths(),
                        account.firsts(),
                        account.earnedDays(),
                        account.redeemedHour(),
                        account.usedSteps(),
                        true);
            case LOTS_ARE_BOUNDED ->
                () -> {
                    List<Lot> lots = new ArrayList<>();
                    for (int i = 0; i <= Lots.MAXIMUM; i++) {
                        lots.add(new Lot(NOW.plusSeconds(i), 1, 0));
                    }
                    new Lots(lots);
                };
        };
    }

    private static Account with(
            Account account, long available, long held, long pending, PendingPoints waiting, List<OpenHold> holds) {
        return new Account(
                account.member(),
                account.seq(),
                account.lastAt(),
                account.enrolledAt(),
                new Balance(Points.of(available), Points.of(held), Points.of(pending), Points.ZERO),
                account.lots(),
                waiting,
                holds,
                account.tierMonths(),
                account.firsts(),
                account.earnedDays(),
                account.redeemedHour(),
                account.usedSteps(),
                account.erased());
    }

    private static Entry entry(Account account, long seq, Instant at, Balance after) {
        return new Entry(
                new EntryKey.Step(Deciding.next(OperationKind.ENROLMENT), 0),
                account.member(),
                seq,
                at,
                Postings.NONE,
                after,
                new Fact.Enrolled(1, new Fact.Standing("bronze", Points.ZERO)));
    }
}
