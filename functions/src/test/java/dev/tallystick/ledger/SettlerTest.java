package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Kind;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What time does to accounts, written down though nobody asks anything of them, and how those who are due are found. */
class SettlerTest {

    private static final Instant END_OF_LOT = Instant.parse("2028-12-01T00:00:00Z");

    private final Desk desk = Desk.open();

    @Test
    void whatIsDueIsWrittenOnceAndAtTheInstantWhenItHappened() {
        MemberId member = desk.memberWith(300);
        recorded(desk.hold(member, Books.freshId(), 100));
        Instant holdEnds = desk.now().plus(Duration.ofMinutes(15));
        assertThat(desk.settler().settle(member, "run-1")).isZero();
        desk.waitsUntil(END_OF_LOT.plusSeconds(1));

        assertThat(desk.settler().settle(member, "run-1")).isEqualTo(2);
        assertThat(desk.settler().settle(member, "run-2")).isZero();

        List<LedgerEntry> entries = desk.books.statement(member);
        assertThat(entries.stream().limit(2).map(entry -> entry.entry().fact().kind()))
                .containsExactly(Kind.EXPIRED, Kind.RELEASED);
        assertThat(entries.stream().limit(2).map(LedgerEntry::at)).containsExactly(END_OF_LOT, holdEnds);
        assertThat(entries.getFirst().origin().source()).isEqualTo(Origin.TIME);
        assertThat(entries.getFirst().origin().requestId()).isEqualTo("run-1");
        assertThat(entries.getFirst().recordedAt()).isEqualTo(END_OF_LOT.plusSeconds(1));
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    @Test
    void severalAtOnceWriteItOnce() {
        MemberId member = desk.memberWith(1_000);
        for (int i = 0; i < 10; i++) {
            recorded(desk.hold(member, Books.freshId(), 100));
            desk.waits(Duration.ofSeconds(1));
        }
        desk.waitsUntil(END_OF_LOT);

        List<Integer> written = concurrently(8, 8, run -> desk.settler().settle(member, "run-" + run));

        assertThat(written.stream().mapToInt(Integer::intValue).sum()).isEqualTo(11);
        assertThat(desk.books.statement(member)).hasSize(2 + 10 + 11);
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    @Test
    void whereSomebodyElseWritesAtTheSameTimeNothingIsDone() {
        MemberId member = desk.memberWith(100);
        desk.waitsUntil(END_OF_LOT);
        Desk slow = desk.behind(
                Meanwhile.at(Meanwhile.Moment.BEFORE_SETTLE, () -> recorded(desk.buy(member, Books.freshId(), 1_000))));

        assertThat(slow.settler().settle(member, "run")).isZero();

        assertThat(desk.books.statement(member).stream()
                        .map(entry -> entry.entry().fact().kind()))
                .containsExactly(Kind.EARNED, Kind.EXPIRED, Kind.ADJUSTED, Kind.ENROLLED);
    }

    @Test
    void moreThanOneTransactionTakesIsWrittenInSeveral() {
        MemberId member = desk.memberWithMuchToCome();
        desk.waits(Duration.ofDays(35));

        assertThat(desk.settler().settle(member, "run-1")).isEqualTo(90);
        assertThat(desk.auditFinds(member)).isEmpty();
        assertThat(desk.settler().settle(member, "run-2")).isEqualTo(Desk.MUCH_TO_COME - 90);
        assertThat(desk.settler().settle(member, "run-3")).isZero();

        assertThat(desk.store.account(member).orElseThrow().balance().pending().isZero())
                .isTrue();
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    @Test
    void nobodyHasNothingDue() {
        assertThat(desk.settler().settle(MemberIds.draw(), "run")).isZero();
    }

    @Test
    void monthEndsAreSpreadOverTwoDaysInTheIndexWhileEveryAccountIsRightAtOnce() {
        Desk alone = Desk.openAlone();
        DueAccounts due = new DueAccounts(alone.books.database, alone.books.tables);
        List<MemberId> members =
                IntStream.range(0, 100).mapToObj(i -> alone.memberWith(100)).toList();

        assertThat(found(due, END_OF_LOT.minusSeconds(1))).isEmpty();
        alone.waitsUntil(END_OF_LOT);
        assertThat(members)
                .allSatisfy(member -> assertThat(alone.available(member)).isZero());
        assertThat(found(due, END_OF_LOT)).hasSizeLessThan(10);
        assertThat(found(due, END_OF_LOT.plus(Duration.ofDays(1)))).hasSizeBetween(20, 80);
        assertThat(found(due, END_OF_LOT.plus(Duration.ofDays(2))))
                .hasSameSizeAs(members)
                .containsAll(members);
    }

    @Test
    void aHoldIsInTheIndexFromItsEndOnAndNotBefore() {
        Desk alone = Desk.openAlone();
        DueAccounts due = new DueAccounts(alone.books.database, alone.books.tables);
        MemberId member = alone.memberWith(100);
        recorded(alone.hold(member, Books.freshId(), 100));
        Instant end = alone.now().plus(Duration.ofMinutes(15));

        assertThat(found(due, end.minusSeconds(1))).isEmpty();
        assertThat(found(due, end)).containsExactly(member);
        alone.waitsUntil(end);
        alone.settler().settle(member, "run");
        assertThat(found(due, end)).isEmpty();
    }

    @Test
    void whoHasNothingToComeIsInNoIndex() {
        Desk alone = Desk.openAlone();
        alone.enrol();

        assertThat(found(
                        new DueAccounts(alone.books.database, alone.books.tables),
                        Instant.parse("2099-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void everyMemberComesOnceWhateverThePages() {
        Desk alone = Desk.openAlone();
        AllMembers all = new AllMembers(alone.books.database, alone.books.tables);
        Set<MemberId> members = new HashSet<>();
        for (int i = 0; i < 110; i++) {
            members.add(alone.memberWith(100));
        }
        MemberId gone = members.iterator().next();
        alone.books.database.delete(alone.books.tables.members(), Keys.account(gone.value()));

        assertThat(pages(from -> all.enrolled(from, 0, 1))).hasSize(110).containsAll(members);
        assertThat(pages(from -> all.withAccounts(from, 0, 1))).hasSize(109).doesNotContain(gone);
    }

    private static List<MemberId> pages(Function<Optional<Keys>, AllMembers.Page> pages) {
        List<MemberId> members = new ArrayList<>();
        AllMembers.Page page = pages.apply(Optional.empty());
        members.addAll(page.members());
        int count = 1;
        while (page.next().isPresent()) {
            page = pages.apply(page.next());
            members.addAll(page.members());
            count++;
        }
        assertThat(count).as("pages").isGreaterThan(1);
        return members;
    }

    private static List<MemberId> found(DueAccounts due, Instant now) {
        List<MemberId> found = new ArrayList<>();
        for (int shard = 0; shard < DueAccounts.SHARDS; shard++) {
            found.addAll(due.page(shard, now, Optional.empty()).members());
        }
        return found;
    }
}
