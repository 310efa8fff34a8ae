package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static dev.tallystick.points.Accounts.after;
import static dev.tallystick.points.Accounts.purchase;
import static dev.tallystick.points.Channel.IN_STORE;
import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time does by itself. */
class SettleTest {

    private static final Instant END = Instant.parse("2028-12-01T00:00:00Z");

    /** Earned in November 2026 for 24 months: when one looks, and what is still there. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z,     142",
        "2028-11-30T23:59:59.999Z, 142",
        "2028-12-01T00:00:00Z,       0",
        "2035-01-01T00:00:00Z,       0",
    })
    void aLotEndsWithItsMonthToTheMillisecond(Instant now, long left) {
        Account account =
                after(Deciding.purchase(Accounts.with(100, ONLINE), purchase(4_200, IN_STORE), Program.shipped(), NOW));

        assertThat(account.settle(now).account().balance().available().value()).isEqualTo(left);
    }

    @Test
    void anEndedLotIsAnEntryAtItsOwnInstant() {
        Account account =
                after(Deciding.purchase(Accounts.with(100, ONLINE), purchase(4_200, IN_STORE), Program.shipped(), NOW));

        Entry expired = account.settle(END.plusSeconds(86_400)).entries().getFirst();

        assertThat(expired.at()).isEqualTo(END);
        assertThat(expired.seq()).isEqualTo(account.seq() + 1);
        assertThat(expired.fact()).isEqualTo(new Fact.Expired(new Lot(END, 100, 42)));
        assertThat(expired.postings())
                .isEqualTo(new Postings(Map.of(LedgerAccount.AVAILABLE, -142L, LedgerAccount.EXPIRED, 142L)));
    }

    @Test
    void anEntryOfAFasterClockIsNotOvertakenByTime() {
        Account account = Accounts.with(100, ONLINE);
        Account ahead = after(Deciding.purchase(account, purchase(100, ONLINE), Program.shipped(), END.minusMillis(1)));
        Account muchAhead =
                after(Deciding.purchase(ahead, purchase(100, ONLINE), Program.shipped(), END.plusSeconds(3)));

        assertThat(muchAhead.settle(END).entries().getFirst().at()).isEqualTo(END.plusSeconds(3));
    }

    @Test
    void severalLotsEndInOrderAndOnlyOnce() {
        Account account = Accounts.with(100, ONLINE);
        account = after(Deciding.purchase(
                account, purchase(5_000, ONLINE), Program.shipped(), Instant.parse("2027-01-10T00:00:00Z")));
        account = after(Deciding.purchase(
                account, purchase(7_000, ONLINE), Program.shipped(), Instant.parse("2027-03-10T00:00:00Z")));
        Instant now = Instant.parse("2029-02-15T00:00:00Z");

        List<Entry> settled = account.settle(now).entries();

        assertThat(settled.stream().map(done -> done.at().toString()))
                .containsExactly("2028-12-01T00:00:00Z", "2029-02-01T00:00:00Z");
        assertThat(account.settle(now).account().balance().available().value()).isEqualTo(70);
        assertThat(account.settle(now).account().settle(now).entries()).isEmpty();
    }

    @Test
    void whoEarnsForTenYearsNeverHasMoreLotsThanMonths() {
        Account account = Accounts.enrolled();
        for (YearMonth month = YearMonth.of(2026, 12);
                month.isBefore(YearMonth.of(2036, 12));
                month = month.plusMonths(1)) {
            Instant at = month.atDay(15).atStartOfDay().toInstant(ZoneOffset.UTC);
            account = after(
                    Deciding.purchase(account.settle(at).account(), purchase(1_000, IN_STORE), Program.shipped(), at));
        }
        assertThat(account.lots().lots()).hasSize(25);
    }
}
