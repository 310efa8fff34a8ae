package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static dev.tallystick.points.Accounts.accepted;
import static dev.tallystick.points.Accounts.after;
import static dev.tallystick.points.Accounts.purchase;
import static dev.tallystick.points.Accounts.redeeming;
import static dev.tallystick.points.Accounts.refused;
import static dev.tallystick.points.Channel.IN_STORE;
import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeemingTest {

    /** Points of a lot earned online and in store, points taken, and what comes from each. */
    @ParameterizedTest
    @CsvSource({
        "100,   0, 100, 100,   0",
        "  0, 100, 100,   0, 100",
        "100, 100, 100,  50,  50",
        "  1, 199, 100,   0, 100",
        "199,   1, 100,  99,   1",
        "  7,  93, 100,   7,  93",
        " 10,  95, 101,   9,  92",
    })
    void aLotIsTakenFromBothSumsProRataWithTheFloorForOnline(
            long online, long inStore, long taken, long fromOnline, long fromInStore) {
        Account account = Accounts.enrolled();
        if (online > 0) {
            account = after(Deciding.purchase(account, purchase(online * 100, ONLINE), Program.shipped(), NOW));
        }
        if (inStore > 0) {
            account = after(Deciding.purchase(account, purchase(inStore * 100, IN_STORE), Program.shipped(), NOW));
        }

        Fact.Redeemed redeemed = redeemed(Deciding.redeem(account, redeem(taken), Program.shipped(), NOW));

        assertThat(redeemed.lotChanges()).hasSize(1).allSatisfy(lot -> {
            assertThat(lot.online()).isEqualTo(-fromOnline);
            assertThat(lot.inStore()).isEqualTo(-fromInStore);
        });
    }

    @Test
    void theOldestLotIsTakenFirst() {
        Account account = Accounts.with(60, ONLINE);
        account = after(Deciding.purchase(
                account, purchase(6_000, IN_STORE), Program.shipped(), Instant.parse("2026-12-24T10:00:00Z")));

        Decision.Accepted accepted = accepted(Deciding.redeem(account, redeem(100), Program.shipped(), NOW));

        assertThat(accepted.entry().fact().lotChanges())
                .containsExactly(
                        new Lot(Instant.parse("2028-12-01T00:00:00Z"), -60, 0),
                        new Lot(Instant.parse("2029-01-01T00:00:00Z"), 0, -40));
        assertThat(accepted.next().lots().lots())
                .isEqualTo(List.of(new Lot(Instant.parse("2029-01-01T00:00:00Z"), 0, 20)));
        assertThat(accepted.entry().postings())
                .isEqualTo(new Postings(Map.of(LedgerAccount.AVAILABLE, -100L, LedgerAccount.REDEEMED, 100L)));
    }

    /** What points are worth where `points` are worth `amount`. */
    @ParameterizedTest
    @CsvSource({"100, 100, 250, 250", "150, 100, 250, 166", "3, 10, 100, 333", "1000, 1, 999, 0"})
    void theValueIsTheFloor(long points, long amount, long redeemed, long value) {
        Program program = redeeming(points, amount, 1, 1);

        assertThat(redeemed(Deciding.redeem(Accounts.with(1_000, ONLINE), redeem(redeemed), program, NOW))
                        .value())
                .isEqualTo(new Money(value));
    }

    /** Points in the account, the program's minimum and step, what is asked for, and what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "100, 100,  1, 100, Redeemed",
        "100, 100,  1,  99, BelowMinimum",
        "100, 100,  1, 101, InsufficientPoints",
        "500, 100, 50, 150, Redeemed",
        "500, 100, 50, 149, NotAStep",
        " 99, 100,  1, 100, InsufficientPoints",
    })
    void theProgramAndTheBalanceSetTheBounds(long has, long minimum, long step, long asked, String outcome) {
        Decision decision =
                Deciding.redeem(Accounts.with(has, ONLINE), redeem(asked), redeeming(100, 100, minimum, step), NOW);

        String kind = switch (decision) {
            case Decision.Accepted accepted ->
                accepted.entry().fact().getClass().getSimpleName();
            case Decision.Refused(Refusal refusal) -> refusal.getClass().getSimpleName();
            case Decision.Unchanged() -> "Unchanged";
        };
        assertThat(kind).isEqualTo(outcome);
    }

    @Test
    void aRefusalForLackOfPointsTellsTheBalance() {
        assertThat(refused(Deciding.redeem(Accounts.with(40, ONLINE), redeem(100), Program.shipped(), NOW)))
                .isEqualTo(new Refusal.InsufficientPoints(
                        new Balance(Points.of(40), Points.ZERO, Points.ZERO, Points.ZERO)));
    }

    private static Command.RedeemPoints redeem(long points) {
        return new Command.RedeemPoints(Points.of(points));
    }

    private static Fact.Redeemed redeemed(Decision decision) {
        return (Fact.Redeemed) accepted(decision).entry().fact();
    }
}
