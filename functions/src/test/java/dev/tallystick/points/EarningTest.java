package dev.tallystick.points;

import static dev.tallystick.points.Accounts.MEMBER;
import static dev.tallystick.points.Accounts.NOW;
import static dev.tallystick.points.Accounts.accepted;
import static dev.tallystick.points.Accounts.after;
import static dev.tallystick.points.Accounts.charge;
import static dev.tallystick.points.Accounts.enrolled;
import static dev.tallystick.points.Accounts.excluding;
import static dev.tallystick.points.Accounts.line;
import static dev.tallystick.points.Accounts.purchase;
import static dev.tallystick.points.Accounts.refused;
import static dev.tallystick.points.Channel.IN_STORE;
import static dev.tallystick.points.Channel.OFFICE;
import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarningTest {

    /** Total in cents, tier points before, what base gives, what the tier adds, the tier after. */
    @ParameterizedTest
    @CsvSource({
        "             0,     0,          0,         0, bronze",
        "            99,     0,          0,         0, bronze",
        "           100,     0,          1,         0, bronze",
        "          4250,     0,         42,         0, bronze",
        "          9999,   900,         99,         0, bronze",
        "         10000,   900,        100,         0, silver",
        "         10000,  1000,        100,        25, silver",
        "           399,  1000,          3,         0, silver",
        "           400,  1000,          4,         1, silver",
        "          9999,  4999,         99,        24, gold",
        "         10000,  5000,        100,        50, gold",
        "           199,  5000,          1,         0, gold",
        "           200,  5000,          2,         1, gold",
        " 1000000000000,     0, 10000000000,        0, gold",
        " 1000000000000,  5000, 10000000000, 5000000000, gold",
    })
    void everyRuleHasOneFloorOfItsOwn(long total, long tierPoints, long base, long extra, String tierAfter) {
        Account account = tierPoints == 0 ? enrolled() : Accounts.with(tierPoints, IN_STORE);

        Fact.Earned earned = earned(account, purchase(total, IN_STORE), Program.shipped());

        Map<String, Long> byRule = new HashMap<>();
        earned.breakdown().forEach(share -> byRule.put(share.rule(), share.points()));
        assertThat(byRule.getOrDefault("base", 0L)).isEqualTo(base);
        assertThat(byRule.getOrDefault("tier:" + earned.tierBefore().tier(), 0L))
                .isEqualTo(extra);
        assertThat(earned.earned().value()).isEqualTo(base + extra);
        assertThat(earned.breakdown())
                .allSatisfy(share -> assertThat(share.points()).isPositive());
        assertThat(earned.tierAfter().tier()).isEqualTo(tierAfter);
    }

    /** Lines and charges with the program's exclusions of `gift-card` and shipping; what is left that earns. */
    @ParameterizedTest
    @CsvSource({
        "8000, 2000,   0,   0, 8000",
        "8000, 2000, 500,   0, 8000",
        "8000,    0,   0, 300, 8300",
        "   0, 2000,   0,   0,    0",
        "8000, -500,   0,   0, 8000",
        "8000,    0, -500,  0, 8000",
        "-100,  200,   0,   0,    0",
    })
    void whatIsExcludedDoesNotEarn(long goods, long giftCard, long shipping, long tax, long eligible) {
        Program program = excluding(Set.of("gift-card"), Set.of(ChargeKind.SHIPPING));
        Command.RecordPurchase purchase = purchase(
                goods + giftCard + shipping + tax,
                ONLINE,
                List.of(line("books", goods), line("gift-card", giftCard)),
                List.of(charge(ChargeKind.SHIPPING, shipping), charge(ChargeKind.TAX, tax)));

        Fact.Earned earned = earned(enrolled(), purchase, program);

        assertThat(earned.eligible()).isEqualTo(new Money(eligible));
        assertThat(earned.earned().value()).isEqualTo(eligible / 100);
    }

    @Test
    void linesFallIntoPoolsByTheRulesThatApplyToThem() {
        Program program = excluding(Set.of("gift-card"), Set.of(ChargeKind.SHIPPING));
        Command.RecordPurchase purchase = purchase(
                10_500,
                ONLINE,
                List.of(line("gift-card", 2_000), line("books", 5_000), line(null, 3_000)),
                List.of(charge(ChargeKind.SHIPPING, 500)));

        assertThat(earned(enrolled(), purchase, program).pools())
                .containsExactly(
                        new Pool("-", new Money(2_500), Points.ZERO),
                        new Pool("base", new Money(8_000), Points.of(80)));
    }

    @Test
    void aPurchaseWithoutLinesOrWithAPoolThatIsNotAboveZeroIsOnePool() {
        Program program = excluding(Set.of("gift-card"), Set.of());
        Command.RecordPurchase withReturn =
                purchase(7_500, ONLINE, List.of(line("books", 8_000), line("gift-card", -500)), List.of());

        assertThat(earned(enrolled(), purchase(8_000, ONLINE), program).pools())
                .containsExactly(new Pool("*", new Money(8_000), Points.of(80)));
        assertThat(earned(enrolled(), withReturn, program).pools())
                .containsExactly(new Pool("*", new Money(7_500), Points.of(80)));
    }

    @Test
    void pointsGoToTheLotOfTheMonthTwentyFourMonthsOnByTheChannelThatEarnedThem() {
        Instant end = Instant.parse("2028-12-01T00:00:00Z");

        Account both =
                after(Deciding.purchase(Accounts.with(42, ONLINE), purchase(1_000, IN_STORE), Program.shipped(), NOW));
        Account office = after(Deciding.purchase(both, purchase(500, OFFICE), Program.shipped(), NOW));

        assertThat(both.lots().lots()).containsExactly(new Lot(end, 42, 10));
        assertThat(office.lots().lots()).containsExactly(new Lot(end, 42, 15));
    }

    @Test
    void theEntryHasPostingsThatSumToZeroAndTheBalanceAfterIt() {
        Decision.Accepted accepted =
                accepted(Deciding.purchase(enrolled(), purchase(4_250, ONLINE), Program.shipped(), NOW));

        assertThat(accepted.entry().member()).isEqualTo(MEMBER);
        assertThat(accepted.entry().seq()).isEqualTo(2);
        assertThat(accepted.entry().postings())
                .isEqualTo(new Postings(Map.of(LedgerAccount.AVAILABLE, 42L, LedgerAccount.ISSUED, -42L)));
        assertThat(accepted.entry().postings().points()).isEqualTo(42);
        assertThat(accepted.entry().balanceAfter())
                .isEqualTo(new Balance(Points.of(42), Points.ZERO, Points.ZERO, Points.ZERO));
        assertThat(accepted.next().seq()).isEqualTo(2);
    }

    @Test
    void theFirstPurchaseAnywhereAndInEachChannelIsKnownAsSuch() {
        Account shopper = enrolled();
        Fact.Earned first = earned(shopper, purchase(100, ONLINE), Program.shipped());
        shopper = after(Deciding.purchase(shopper, purchase(100, ONLINE), Program.shipped(), NOW));
        Fact.Earned second = earned(shopper, purchase(100, ONLINE), Program.shipped());
        Fact.Earned crossing = earned(shopper, purchase(100, IN_STORE), Program.shipped());
        Fact.Earned office = earned(shopper, purchase(100, OFFICE), Program.shipped());

        assertThat(first.firsts()).isEqualTo(new Fact.Firsts(true, true, null));
        assertThat(second.firsts()).isEqualTo(new Fact.Firsts(false, false, null));
        assertThat(crossing.firsts()).isEqualTo(new Fact.Firsts(false, true, NOW));
        assertThat(office.firsts()).isEqualTo(new Fact.Firsts(false, false, null));
        assertThat(earned(enrolled(), purchase(100, OFFICE), Program.shipped()).firsts())
                .as("in the office's name nothing is the first")
                .isEqualTo(new Fact.Firsts(false, false, null));
    }

    @Test
    void tierPointsCountForTwelveMonthsAndThenNoMore() {
        Account account = Accounts.with(1_000, IN_STORE);
        Program program = Program.shipped();

        assertThat(account.standing(program, Instant.parse("2027-10-31T23:59:59Z")))
                .isEqualTo(new Fact.Standing("silver", Points.of(1_000)));
        assertThat(account.standing(program, Instant.parse("2027-11-01T00:00:00Z")))
                .isEqualTo(new Fact.Standing("bronze", Points.ZERO));
    }

    @Test
    void monthsThatNoLongerCountAreForgotten() {
        Account account = enrolled();
        Instant at = NOW;
        for (int month = 0; month < 30; month++) {
            account = after(Deciding.purchase(account, purchase(1_000, IN_STORE), Program.shipped(), at));
            at = at.plus(Duration.ofDays(31));
        }
        assertThat(account.tierMonths().months())
                .hasSizeLessThanOrEqualTo(12)
                .doesNotContainKey(YearMonth.of(2026, 11));
    }

    @Test
    void atNeverGoesBackWhenAnotherClockIsBehind() {
        Account account = Accounts.with(10, ONLINE);
        Decision.Accepted behind = accepted(
                Deciding.purchase(account, purchase(100, ONLINE), Program.shipped(), NOW.minus(Duration.ofHours(1))));

        assertThat(behind.entry().at()).isEqualTo(NOW);
    }

    @Test
    void aPurchaseMoreThanADayAheadIsRefused() {
        Command.RecordPurchase atTheLimit = new Command.RecordPurchase(
                new Money(100),
                List.of(),
                List.of(),
                NOW.plus(Duration.ofDays(1)),
                LocalDate.parse("2026-11-23"),
                ONLINE,
                "shop",
                null);
        Command.RecordPurchase beyond = new Command.RecordPurchase(
                new Money(100),
                List.of(),
                List.of(),
                NOW.plus(Duration.ofDays(1)).plusMillis(1),
                LocalDate.parse("2026-11-23"),
                ONLINE,
                "shop",
                null);

        accepted(Deciding.purchase(enrolled(), atTheLimit, Program.shipped(), NOW));
        assertThat(refused(Deciding.purchase(enrolled(), beyond, Program.shipped(), NOW)))
                .isEqualTo(new Refusal.TooFarAhead(NOW.plus(Duration.ofDays(1))));
    }

    private static Fact.Earned earned(Account account, Command.RecordPurchase purchase, Program program) {
        return (Fact.Earned) accepted(Deciding.purchase(account, purchase, program, NOW))
                .entry()
                .fact();
    }
}
