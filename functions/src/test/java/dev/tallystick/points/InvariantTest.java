package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            case AVAILABLE_IS_THE_SUM_OF_LOTS ->
                () -> new Account(
                        account.member(),
                        account.version(),
                        account.seq(),
                        account.lastAt(),
                        account.enrolledAt(),
                        new Balance(Points.of(99), Points.ZERO, Points.ZERO, Points.ZERO),
                        account.lots(),
                        account.tierMonths(),
                        account.firsts());
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
                        List.of(),
                        new Fact.Standing("bronze", Points.ZERO),
                        new Fact.Standing("bronze", Points.ZERO),
                        YearMonth.of(2026, 11),
                        new Fact.Firsts(false, false, null));
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

    private static Entry entry(Account account, long seq, Instant at, Balance after) {
        return new Entry(
                account.member(),
                seq,
                at,
                Postings.NONE,
                after,
                new Fact.Enrolled(1, new Fact.Standing("bronze", Points.ZERO)));
    }
}
