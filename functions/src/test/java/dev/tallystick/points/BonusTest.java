package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static dev.tallystick.points.Accounts.accepted;
import static dev.tallystick.points.Accounts.after;
import static dev.tallystick.points.Accounts.enrolled;
import static dev.tallystick.points.Accounts.line;
import static dev.tallystick.points.Accounts.purchase;
import static dev.tallystick.points.Channel.IN_STORE;
import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BonusTest {

    /** Books and toys in cents, the bonus's percent and maximum (0: none), what it gives and what the cut was from. */
    @ParameterizedTest
    @CsvSource({
        "10000,    0,   50,   0,  50,   0",
        "10000, 5000,   50,   0,  50,   0",
        "  199,    0,   50,   0,   0,   0",
        "  200,    0,   50,   0,   1,   0",
        "10000,    0,  100,  30,  30, 100",
        "10000,    0,  100, 100, 100,   0",
        "    0, 5000,  100,   0,   0,   0",
        " -500, 5000,  100,   0,   0,   0",
        "10000,-9000,  100,   0,  10,   0",
    })
    void aBonusOnACategoryHasItsOwnFloorAndItsOwnCap(
            long books, long toys, int percent, long maximum, long given, long cappedFrom) {
        Bonus bonus = onBooks(percent, maximum == 0 ? null : Points.of(maximum));
        Command.RecordPurchase bought =
                purchase(books + toys, ONLINE, List.of(line("books", books), line("toys", toys)), List.of());

        Fact.Earned earned = earned(enrolled(), bought, Accounts.with(bonus));

        assertThat(earned.breakdown().stream().filter(share -> share.rule().equals("bonus:books")))
                .isEqualTo(
                        given == 0
                                ? List.of()
                                : List.of(
                                        new Fact.RuleShare("bonus:books", given, cappedFrom == 0 ? null : cappedFrom)));
    }

    @Test
    void aBonusNeverEarnsOnWhatIsExcluded() {
        Bonus onEverything = new Bonus(
                "all",
                "All",
                new Bonus.Rate.PerAmount(Points.of(3), new Money(100)),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                Bonus.First.ANY,
                null);
        Command.RecordPurchase bought =
                purchase(3_000, ONLINE, List.of(line("gift-card", 2_000), line("books", 1_000)), List.of());

        Fact.Earned earned = earned(enrolled(), bought, Accounts.with(onEverything));

        assertThat(earned.breakdown())
                .containsExactly(new Fact.RuleShare("base", 10, null), new Fact.RuleShare("bonus:all", 30, null));
        assertThat(earned.pools())
                .containsExactly(
                        new Pool("-", new Money(2_000), Points.ZERO),
                        new Pool("base+bonus:all", new Money(1_000), Points.of(40)));
    }

    @Test
    void aRulesPointsAreSharedAmongItsPoolsByRunningSums() {
        Command.RecordPurchase bought = purchase(
                1_000, ONLINE, List.of(line("books", 333), line("toys", 333), line("gift-card", 334)), List.of());

        Fact.Earned earned = earned(enrolled(), bought, Accounts.with(onBooks(200, null)));

        assertThat(earned.pools())
                .containsExactly(
                        new Pool("base+bonus:books", new Money(333), Points.of(3 + 6)),
                        new Pool("base", new Money(333), Points.of(3)),
                        new Pool("-", new Money(334), Points.ZERO));
    }

    @Test
    void aPurchaseThatWouldEarnBeyondAllBoundsIsRefused() {
        Bonus huge = new Bonus(
                "huge",
                "Huge",
                new Bonus.Rate.PerAmount(Points.of(1_000), new Money(1)),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                Bonus.First.ANY,
                null);

        assertThat(Accounts.refused(
                        Deciding.purchase(enrolled(), purchase(Money.MAXIMUM, ONLINE), Accounts.with(huge), NOW)))
                .isEqualTo(new Refusal.TooManyPoints(Points.of(Points.MAXIMUM)));
    }

    /** When it holds from and until, when the purchase happened (days from now), and whether it earns. */
    @ParameterizedTest
    @CsvSource({
        "-1, 1, 0, true",
        "0, 1, 0, true",
        "-1, 0, 0, false",
        "-5, -3, -4, true",
        "-5, -3, 0, false",
        "0,, -1, false"
    })
    void datesGoByWhenThePurchaseHappened(int from, Integer until, int happened, boolean earns) {
        Bonus dated = new Bonus(
                "dated",
                "Dated",
                new Bonus.Rate.Percent(100),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                day(from),
                until == null ? null : day(until),
                Bonus.First.ANY,
                null);
        Command.RecordPurchase bought = new Command.RecordPurchase(
                new Money(1_000),
                List.of(),
                List.of(),
                day(happened),
                LocalDate.parse("2026-11-22"),
                ONLINE,
                "shop",
                null);

        assertThat(earned(enrolled(), bought, Accounts.with(dated)).earned().value())
                .isEqualTo(earns ? 20 : 10);
    }

    /** Channels and sources of the bonus (- for any) and of the purchase. */
    @ParameterizedTest
    @CsvSource({
        "-,        -,     shop,  true",
        "ONLINE,   -,     shop,  true",
        "IN_STORE, -,     shop,  false",
        "-,        shop,  shop,  true",
        "-,        other, shop,  false",
        "ONLINE,   other, shop,  false",
    })
    void channelsAndSourcesNarrowIt(String channel, String source, String where, boolean earns) {
        Bonus narrow = new Bonus(
                "narrow",
                "Narrow",
                new Bonus.Rate.Percent(100),
                Set.of(),
                Set.of(),
                channel.equals("-") ? Set.of() : Set.of(Channel.valueOf(channel)),
                source.equals("-") ? Set.of() : Set.of(source),
                null,
                null,
                Bonus.First.ANY,
                null);
        Command.RecordPurchase bought = new Command.RecordPurchase(
                new Money(1_000), List.of(), List.of(), NOW, LocalDate.parse("2026-11-22"), ONLINE, where, null);

        assertThat(earned(enrolled(), bought, Accounts.with(narrow)).earned().value())
                .isEqualTo(earns ? 20 : 10);
    }

    @Test
    void theFirstPurchaseInTheOtherChannelIsRewardedOnce() {
        Program program = Accounts.with(firsts("crossing", Bonus.First.OTHER_CHANNEL));
        Account member = enrolled();

        assertThat(points(member, IN_STORE, program)).as("the first anywhere").isEqualTo(10);
        member = after(Deciding.purchase(member, purchase(1_000, IN_STORE), program, NOW));
        assertThat(points(member, IN_STORE, program)).as("the same channel").isEqualTo(10);
        assertThat(points(member, ONLINE, program)).as("the other channel").isEqualTo(20);
        member = after(Deciding.purchase(member, purchase(1_000, ONLINE), program, NOW));
        assertThat(points(member, ONLINE, program)).as("the second there").isEqualTo(10);
        assertThat(points(member, IN_STORE, program)).as("and back").isEqualTo(10);
    }

    @Test
    void theFirstPurchaseAnywhereIsRewardedOnce() {
        Program program = Accounts.with(firsts("welcome", Bonus.First.PURCHASE));
        Account member = enrolled();

        assertThat(points(member, ONLINE, program)).isEqualTo(20);
        member = after(Deciding.purchase(member, purchase(1_000, ONLINE), program, NOW));
        assertThat(points(member, IN_STORE, program)).isEqualTo(10);
    }

    /** Points there are, the total, minimum and step; what can be redeemed, its worth, and what keeps it there. */
    @ParameterizedTest
    @CsvSource({
        " 500, 1000, 100,  1, 500, 500, BALANCE",
        "5000, 1000, 100,  1, 1000, 1000, TOTAL",
        "  99, 1000, 100,  1,   0,   0, MINIMUM",
        "5000,   99, 100,  1,   0,   0, MINIMUM",
        " 555, 1000, 100, 50, 550, 550, BALANCE",
        "1000, 1000, 100,  1, 1000, 1000, BALANCE",
        "   0, 1000, 100,  1,   0,   0, MINIMUM",
    })
    void whatCanBeRedeemedOnAPurchaseIsBounded(
            long has, long total, long minimum, long step, long points, long value, Redeemable.LimitedBy limitedBy) {
        Account member = has == 0 ? enrolled() : Accounts.with(has, ONLINE);

        assertThat(Redeemable.on(new Money(total), member.balance(), Accounts.redeeming(100, 100, minimum, step)))
                .isEqualTo(new Redeemable(Points.of(points), new Money(value), limitedBy));
    }

    private static Bonus onBooks(int percent, Points maximum) {
        return new Bonus(
                "books",
                "Books",
                new Bonus.Rate.Percent(percent),
                Set.of("books"),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                Bonus.First.ANY,
                maximum);
    }

    private static Bonus firsts(String id, Bonus.First first) {
        return new Bonus(
                id, id, new Bonus.Rate.Percent(100), Set.of(), Set.of(), Set.of(), Set.of(), null, null, first, null);
    }

    private static Instant day(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static long points(Account account, Channel channel, Program program) {
        return earned(account, purchase(1_000, channel), program).earned().value();
    }

    private static Fact.Earned earned(Account account, Command.RecordPurchase purchase, Program program) {
        return (Fact.Earned) accepted(Deciding.purchase(account, purchase, program, NOW))
                .entry()
                .fact();
    }
}
