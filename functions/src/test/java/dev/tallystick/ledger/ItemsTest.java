package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Account;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Lots;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.TierMonths;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Items are read back as they were written, and stay within a kilobyte. */
class ItemsTest {

    private static final int KILOBYTE = 1024;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final MemberId MEMBER = MemberIds.draw();
    private static final Program PROGRAM = Program.shipped();

    @Test
    void anEntryOfEachKindIsReadBackAsItWasWritten() {
        Decision.Accepted enrolled = Decide.enrol(MEMBER, PROGRAM, NOW);
        Decision.Accepted earned = accepted(Decide.purchase(enrolled.next(), purchase(), PROGRAM, NOW));
        Decision.Accepted redeemed = accepted(
                Decide.redeem(earned.next(), new Command.RedeemPoints(Points.of(100)), PROGRAM, NOW.plusSeconds(1)));

        Decision.Accepted adjusted = accepted(Decide.adjust(
                redeemed.next(), new Command.Adjust(-7, Channel.OFFICE, "goodwill"), PROGRAM, NOW.plusSeconds(2)));

        for (Decision.Accepted decision : List.of(enrolled, earned, redeemed, adjusted)) {
            LedgerEntry entry = stored(decision.entry(), "till-3", NOW.minusSeconds(1), "correlation");
            assertThat(EntryItem.read(EntryItem.write(entry))).isEqualTo(entry);
        }
    }

    @Test
    void whatTimeDidIsReadBackAsItWasWritten() {
        Decision.Accepted enrolled = Decide.enrol(MEMBER, PROGRAM, NOW);
        Decision.Accepted earned = accepted(Decide.purchase(enrolled.next(), purchase(), PROGRAM, NOW));
        Instant later = Instant.parse("2029-01-01T00:00:00Z");
        Entry expired = earned.next().settle(later).getFirst().entry();
        LedgerEntry entry = new LedgerEntry(
                new EntryKey.Expiry(MEMBER, Instant.parse("2028-12-01T00:00:00Z")),
                expired,
                Origin.ofTime(expired.at(), origin(null, REQUEST)),
                later,
                Optional.empty());

        Item item = EntryItem.write(entry);

        assertThat(EntryItem.read(item)).isEqualTo(entry);
        assertThat(item.pk()).isEqualTo("EXPIRY#" + MEMBER);
        assertThat(item.sk()).isEqualTo("2028-12-01T00:00:00Z");
    }

    @Test
    void whatIsTheSameIsNotWrittenTwice() {
        Entry entry = Decide.enrol(MEMBER, PROGRAM, NOW).entry();
        LedgerEntry plain = new LedgerEntry(
                new EntryKey.Step(new OperationKey(OperationKind.ENROLMENT, "web", null, "e-1"), 0),
                entry,
                origin(null, REQUEST),
                NOW,
                Optional.of(code()));

        Item item = EntryItem.write(plain);

        assertThat(item.attributes()).doesNotContainKeys("recordedAt", "correlationId", "terminal", "operator");
        assertThat(EntryItem.read(item)).isEqualTo(plain);
    }

    @Test
    void anOrdinaryPurchaseIsSmallerThanAKilobyte() {
        Decision.Accepted enrolled = Decide.enrol(MEMBER, PROGRAM, NOW);
        Entry earned = accepted(Decide.purchase(enrolled.next(), purchase(), PROGRAM, NOW))
                .entry();
        int size = ItemSize.bytes(EntryItem.write(stored(earned, "till-3", NOW, REQUEST)));

        System.out.println("An ordinary purchase's entry has " + size + " bytes.");
        assertThat(size).isLessThan(KILOBYTE);
    }

    @Test
    void anAccountIsReadBackAsItWasWrittenAndSmallerThanAKilobyte() {
        List<Lot> lots = new ArrayList<>();
        Map<YearMonth, Points> months = new HashMap<>();
        for (int i = 1; i <= 24; i++) {
            lots.add(new Lot(
                    YearMonth.of(2026, 11)
                            .plusMonths(i)
                            .atDay(1)
                            .atStartOfDay(PROGRAM.timeZone())
                            .toInstant(),
                    1_234 + i,
                    5_678));
            if (i <= 12) {
                months.put(YearMonth.of(2026, i), Points.of(1_234));
            }
        }
        Lots all = new Lots(lots);
        Account account = new Account(
                MEMBER,
                12_345,
                12_346,
                NOW,
                NOW,
                new Balance(all.total(), Points.of(500), Points.of(600), Points.ZERO),
                all,
                new TierMonths(months),
                new Account.FirstPurchases(NOW, NOW));

        Item item = AccountItem.write(account);

        System.out.println("An account with 24 lots and 12 tier months has " + ItemSize.bytes(item) + " bytes.");
        assertThat(AccountItem.read(MEMBER, item)).isEqualTo(account);
        assertThat(ItemSize.bytes(item)).isLessThan(KILOBYTE);
    }

    @Test
    void aProgramIsReadBackAsItWasWritten() {
        Item item = ProgramItem.write(Keys.programVersion(1), PROGRAM);

        assertThat(ProgramItem.read(item)).isEqualTo(PROGRAM);
    }

    private static final String REQUEST = "6d1cf1c4-4c1a-4e0e-9d3a-0a8f3f4f5b6c";

    private static Command.RecordPurchase purchase() {
        return new Command.RecordPurchase(
                new Money(123_450),
                List.of(),
                List.of(),
                Instant.parse("2026-11-22T09:58:12Z"),
                Channel.IN_STORE,
                "store-1");
    }

    private static LedgerEntry stored(Entry entry, String terminal, Instant recordedAt, String correlationId) {
        return new LedgerEntry(
                new EntryKey.Step(
                        new OperationKey(OperationKind.PURCHASE, "store-1", terminal, "2026-11-22-000123"), 0),
                entry,
                new Origin(
                        "store-1",
                        Channel.IN_STORE,
                        terminal,
                        "abcdefghijklmnop",
                        "cashier-17",
                        LocalDate.parse("2026-11-22"),
                        REQUEST,
                        correlationId),
                recordedAt,
                Optional.of(code()));
    }

    private static Origin origin(String terminal, String correlationId) {
        return new Origin(
                "web",
                Channel.ONLINE,
                terminal,
                "abcdefghijklmnop",
                null,
                LocalDate.parse("2026-11-22"),
                REQUEST,
                correlationId);
    }

    private static RequestCode code() {
        return new RequestCode("1", new byte[32]);
    }

    private static Decision.Accepted accepted(Decision decision) {
        return (Decision.Accepted) decision;
    }
}
