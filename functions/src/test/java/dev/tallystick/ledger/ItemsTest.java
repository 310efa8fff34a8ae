package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Account;
import dev.tallystick.points.Activation;
import dev.tallystick.points.Balance;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.Deciding;
import dev.tallystick.points.Decision;
import dev.tallystick.points.EarnedDays;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.Fact;
import dev.tallystick.points.FirstPurchases;
import dev.tallystick.points.Kind;
import dev.tallystick.points.Life;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Lots;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OpenHold;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.PendingPoints;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.RedeemedHour;
import dev.tallystick.points.TierMonths;
import dev.tallystick.points.UsedSteps;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items are read back as they were written, and stay within a kilobyte. */
class ItemsTest {

    private static final int KILOBYTE = 1024;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final MemberId MEMBER = MemberIds.draw();
    private static final Program PROGRAM = Program.shipped();

    @Test
    void anEntryOfEachKindIsReadBackAsItWasWritten() {
        Life life = new Life(PROGRAM);
        life.wholeStory();

        for (Entry entry : life.entries()) {
            LedgerEntry stored = stored(entry, NOW.minusSeconds(1), "correlation");
            assertThat(EntryItem.read(EntryItem.write(stored))).isEqualTo(stored);
        }
        assertThat(life.entries().stream().map(entry -> entry.fact().kind()).distinct())
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void whereWhatIsGivenBackHadBeenSpentIsKeptAndIsTheEntrysOwnChannelInThoseFromBeforeItWasNoted() {
        Life life = new Life(PROGRAM);
        life.wholeStory();
        Entry reversed = life.entries().stream()
                .filter(entry -> entry.fact() instanceof Fact.Reversed)
                .findFirst()
                .orElseThrow();
        LedgerEntry elsewhere = new LedgerEntry(
                reversed, origin(Channel.ONLINE, "correlation"), NOW, Optional.of(code()), Optional.empty());
        Item item = EntryItem.write(elsewhere);
        assertThat(((Fact.Reversed) reversed.fact()).spentIn()).isNotEqualTo(Channel.ONLINE);
        assertThat(EntryItem.read(item)).isEqualTo(elsewhere);

        item.attributes().remove("spentIn");

        assertThat(((LedgerEntry) EntryItem.read(item)).entry().fact())
                .isInstanceOfSatisfying(
                        Fact.Reversed.class, fact -> assertThat(fact.spentIn()).isEqualTo(Channel.ONLINE));
    }

    @Test
    void whatTimeDidLiesWhereItCanHappenOnlyOnce() {
        Life life = new Life(PROGRAM);
        life.wholeStory();
        Entry expired = life.entries().stream()
                .filter(entry -> entry.fact() instanceof Fact.Expired)
                .findFirst()
                .orElseThrow();

        Item item = EntryItem.write(stored(expired, NOW, REQUEST));

        assertThat(item.pk()).isEqualTo("EXPIRY#" + Life.MEMBER);
        assertThat(item.sk()).isEqualTo("2028-12-01T00:00:00Z");
    }

    @Test
    void aTombstoneIsReadBackAsItWasWrittenAndBelongsToNobody() {
        Tombstone tombstone = new Tombstone(
                new EntryKey.Step(new OperationKey(OperationKind.PURCHASE, "web", "till-1", "r:1"), 0),
                NOW,
                origin(Channel.IN_STORE, REQUEST));

        Item item = EntryItem.write(tombstone);

        assertThat(EntryItem.read(item)).isEqualTo(tombstone);
        assertThat(item.attributes()).doesNotContainKeys("member", "seq", "postings");
        assertThat(item.text("kind")).isEqualTo("voided");
    }

    @Test
    void whatIsTheSameIsNotWrittenTwice() {
        LedgerEntry plain = stored(Deciding.enrol(MEMBER, PROGRAM, NOW).entry(), NOW, REQUEST);

        Item item = EntryItem.write(plain);

        assertThat(item.attributes()).doesNotContainKeys("recordedAt", "correlationId");
        assertThat(EntryItem.read(item)).isEqualTo(plain);
    }

    @Test
    void whatCameInABatchBearsItsRow() {
        BatchRow row = new BatchRow("monday", 499);
        Entry entry = Deciding.enrol(MEMBER, PROGRAM, NOW).entry();
        LedgerEntry plain = stored(entry, NOW, REQUEST);
        LedgerEntry inBatch = new LedgerEntry(entry, plain.origin().in(row), NOW, plain.code(), plain.stepId());
        Tombstone closed = new Tombstone(
                new EntryKey.Step(new OperationKey(OperationKind.PURCHASE, "web", null, "1"), 0),
                NOW,
                inBatch.origin());

        assertThat(EntryItem.write(plain).attributes()).doesNotContainKeys("batch", "batchIndex");
        assertThat(EntryItem.read(EntryItem.write(inBatch))).isEqualTo(inBatch);
        assertThat(EntryItem.read(EntryItem.write(closed)).origin().batchRow()).isEqualTo(row);
    }

    @Test
    void whatOnlyAnOfflineTillDoesTakesNoRoomElsewhere() {
        Life life = new Life(PROGRAM);
        life.wholeStory();
        List<Item> items = life.entries().stream()
                .map(entry -> EntryItem.write(stored(entry, NOW, REQUEST)))
                .toList();

        assertThat(items.stream().filter(item -> item.has("owed")).map(item -> item.text("owed")))
                .containsExactly("500/0", "0/500");
        assertThat(items.stream().filter(item -> item.has("clockSuspect")).map(item -> item.text("kind")))
                .containsExactly("earned", "clawed_back");
    }

    @Test
    void anOrdinaryPurchaseIsSmallerThanAKilobyte() {
        Decision.Accepted enrolled = Deciding.enrol(MEMBER, PROGRAM, NOW);
        Entry earned = accepted(Deciding.purchase(enrolled.next(), purchase(), PROGRAM, NOW))
                .entry();
        int size = ItemSize.bytes(EntryItem.write(stored(earned, NOW, REQUEST)));

        System.out.println("An ordinary purchase's entry has " + size + " bytes.");
        assertThat(size).isLessThan(KILOBYTE);
    }

    @Test
    void anAccountIsReadBackAsItWasWrittenAndSmallerThanAKilobyte() {
        List<Lot> lots = new ArrayList<>();
        Map<YearMonth, Points> months = new HashMap<>();
        for (int i = 1; i <= 24; i++) {
            lots.add(new Lot(beginningOf(YearMonth.of(2026, 11).plusMonths(i)), 1_234 + i, 5_678));
            if (i <= 12) {
                months.put(YearMonth.of(2026, i), Points.of(1_234));
            }
        }
        Map<Activation, ByChannel> pending = new HashMap<>();
        for (int i = 1; i <= 15; i++) {
            Instant day = Instant.parse("2026-11-22T00:00:00Z").plus(i, ChronoUnit.DAYS);
            pending.put(new Activation.OnDay(day, PROGRAM.lotEnd(day)), new ByChannel(1_200 + i, 3_400 + i));
        }
        List<OpenHold> holds = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            holds.add(new OpenHold(
                    new OperationKey(OperationKind.REDEMPTION, "web", null, "cart-100" + i),
                    1 + i,
                    NOW.plusMillis(900_001),
                    PROGRAM.graceEnd(NOW),
                    new Lots(List.of(new Lot(beginningOf(YearMonth.of(2026, 12)), 1_000, 1_234)))));
        }
        Lots all = new Lots(lots);
        PendingPoints waiting = new PendingPoints(pending);
        Account account = new Account(
                MEMBER,
                12_346,
                NOW,
                NOW,
                new Balance(
                        all.total(),
                        holds.stream().map(hold -> hold.taken().total()).reduce(Points.ZERO, Points::plus),
                        waiting.total(),
                        Points.ZERO),
                all,
                waiting,
                holds,
                new TierMonths(months),
                new FirstPurchases(new FirstPurchases.First(NOW, 123), new FirstPurchases.First(NOW, 45)),
                EarnedDays.NONE,
                new RedeemedHour(Instant.parse("2026-11-22T09:00:00Z"), 2),
                new UsedSteps(58_834_079, 0b1001),
                false);

        Item item = AccountItem.write(account);

        System.out.println("An account with 24 lots, 12 tier months, 15 pending days and 3 holds has "
                + ItemSize.bytes(item) + " bytes.");
        assertThat(AccountItem.read(MEMBER, item)).isEqualTo(account);
        assertThat(ItemSize.bytes(item)).isLessThan(KILOBYTE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "58834079, 0", "58834079, 1", "58834079, -1", "58834079, -9223372036854775808"})
    void theUsedStepsOfMemberCodesAreReadBackAsTheyWereWritten(long last, long earlier) {
        UsedSteps steps = new UsedSteps(last, earlier);

        assertThat(Compact.steps(Compact.steps(steps))).isEqualTo(steps);
    }

    @Test
    void everyAccountOfAWholeStoryIsReadBackAsItWasWritten() {
        Life life = new Life(PROGRAM);
        life.wholeStory();

        for (Account account : life.accounts()) {
            assertThat(AccountItem.read(Life.MEMBER, AccountItem.write(account)))
                    .isEqualTo(account);
        }
    }

    private static Instant beginningOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(PROGRAM.timeZone()).toInstant();
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
                LocalDate.parse("2026-11-22"),
                Channel.IN_STORE,
                "store-1",
                null);
    }

    private static LedgerEntry stored(Entry entry, Instant recordedAt, String correlationId) {
        return new LedgerEntry(
                entry,
                origin(channel(entry.fact()), correlationId),
                recordedAt,
                Optional.of(code()),
                Optional.of("refund-17"));
    }

    /** An entry's channel is its fact's, where that has one. */
    private static Channel channel(Fact fact) {
        return switch (fact) {
            case Fact.Earned earned -> earned.channel();
            case Fact.Captured captured -> captured.channel();
            case Fact.Redeemed redeemed -> redeemed.channel();
            default -> Channel.IN_STORE;
        };
    }

    private static Origin origin(Channel channel, String correlationId) {
        return new Origin(
                "store-1",
                channel,
                "till-3",
                "abcdefghijklmnop",
                "cashier-17",
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
