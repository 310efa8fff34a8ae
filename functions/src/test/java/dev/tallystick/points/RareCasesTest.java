package dev.tallystick.points;

import static dev.tallystick.points.Channel.IN_STORE;
import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the model found to be wrong once. */
class RareCasesTest {

    /** Its points never lay in the lot of the day for which it had waited. */
    @Test
    void whatWasCollectedBeforeItsDayIsTakenBackFromWhereItLies() {
        Life life = new Life(program(9, 24, null));
        life.buy("collected", 10_000, ONLINE);
        life.buy("other", 5_000, ONLINE);
        life.activate("collected", null);
        life.pass(Duration.ofDays(10));

        life.voidPurchase("collected");

        assertThat(lots(life)).isEqualTo(Map.of("2029-01-01T00:00:00Z", 50L));
    }

    @Test
    void anActivationOfNothingOpensNoLot() {
        Life life = new Life(program(0, 24, null));
        life.buy("p", 10_000, ONLINE, WaitsFor.PICKUP, List.of());
        life.activate("p", 5_000L);
        life.at(Instant.parse("2028-12-01T00:00:00Z"));
        life.activate("p", 0L);

        life.voidPurchase("p");

        assertThat(life.purchase("p").clawedBack()).isEqualTo(Points.of(50));
        assertThat(life.account().balance()).isEqualTo(Balance.ZERO);
    }

    /** Of points that become active on one day, those that end first pay what is owed. */
    @ParameterizedTest
    @CsvSource({"1, 24", "24, 1"})
    void debtIsPaidFromTheLotThatEndsFirst(int monthsOfOne, int monthsOfOther) {
        Life life = new Life(program(0, 24, null));
        life.buy("spent", 10_000, IN_STORE);
        life.redeem("r", 100);
        life.voidPurchase("spent");
        life.program(program(3, monthsOfOne, null));
        life.buy("one", 10_000, ONLINE);
        life.program(program(3, monthsOfOther, null));
        life.buy("other", 10_000, ONLINE);

        life.pass(Duration.ofDays(4));

        assertThat(lots(life)).isEqualTo(Map.of("2028-12-01T00:00:00Z", 100L));
    }

    /** A day for the clock, one for the zone, one for the source's books: the seventh day still counts. */
    @Test
    void aDayIsRememberedHoweverFarAheadAnotherIs() {
        Program program = program(0, 24, Points.of(100));
        Account account = Accounts.enrolled();
        for (int days : new int[] {-7, 3}) {
            account = Accounts.after(Deciding.purchase(account, onDay(days), program, Accounts.NOW));
        }

        Fact.Earned again =
                (Fact.Earned) Accounts.accepted(Deciding.purchase(account, onDay(-7), program, Accounts.NOW))
                        .entry()
                        .fact();

        assertThat(again.earned()).isEqualTo(Points.ZERO);
    }

    private static Command.RecordPurchase onDay(int days) {
        return new Command.RecordPurchase(
                new Money(20_000),
                List.of(),
                List.of(),
                Accounts.NOW,
                LocalDate.parse("2026-11-22").plusDays(days),
                ONLINE,
                "shop",
                null);
    }

    private static Map<String, Long> lots(Life life) {
        return life.account().lots().lots().stream()
                .collect(Collectors.toMap(lot -> lot.endsAt().toString(), Lot::total));
    }

    private static Program program(int pendingDays, int months, @Nullable Points most) {
        Program shipped = Program.shipped();
        return new Program(
                2,
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        shipped.earn().points(),
                        shipped.earn().perAmount(),
                        shipped.earn().excludedCategories(),
                        shipped.earn().excludedCharges(),
                        new Program.PendingDays(pendingDays, 0)),
                shipped.redeem(),
                new Program.Expiry(months, 30),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                new Program.Limits(most, null),
                shipped.brand());
    }
}
