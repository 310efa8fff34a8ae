package dev.tallystick.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.access.Sources;
import dev.tallystick.api.Answers;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.BatchRow;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.CountingStore;
import dev.tallystick.ledger.Desk;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.Operations;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Lines;
import dev.tallystick.operation.Enrolments;
import dev.tallystick.operation.Purchases;
import dev.tallystick.operation.Redemptions;
import dev.tallystick.operation.Refunds;
import dev.tallystick.operation.RowResult;
import dev.tallystick.operation.RowResults;
import dev.tallystick.operation.WaitingRefund;
import dev.tallystick.operation.WaitingRefunds;
import dev.tallystick.points.Channel;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Unavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch carried out row by row, on a store that fails for some members. */
class BatchWorkTest {

    private static final Source STORE = new Source("store-1", Channel.IN_STORE, "Store 1", ZoneId.of("UTC"), "DE");

    private final Set<MemberId> failing = new HashSet<>();
    private final Desk desk = Desk.open().behind(store -> failing(new CountingStore(store)));
    private final RowResults results = new RowResults(desk.books.database, LocalTables.TABLES, desk::now);
    private final BatchWork work = work();
    private final String batchId = Books.freshId();
    private final MemberId one = desk.enrol();
    private final MemberId other = desk.enrol();

    @BeforeEach
    void theStoreIsThere() {
        desk.books.database.put(LocalTables.TABLES.members(), STORE.write());
    }

    @Test
    void aRowThatFailsKeepsBackThoseOfTheSameMemberAndNoOthers() {
        failing.add(one);
        List<Map<?, ?>> rows = List.of(
                purchase("1", one, 10_000),
                purchase("2", other, 20_000),
                redemption("3", one),
                refund("4", "1"),
                redemption("5", other));

        assertThat(work.apply(message(rows), false, () -> true)).isFalse();
        assertThat(statuses(5))
                .as("of the refund nobody can tell whose it is")
                .containsExactly("PENDING", "ACCEPTED", "PENDING", "PENDING", "ACCEPTED");

        failing.clear();
        assertThat(work.apply(message(rows), false, () -> true)).isTrue();
        assertThat(statuses(5)).containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED", "WAITING", "ACCEPTED");
        assertThat(desk.available(one)).isZero();
        assertThat(desk.available(other)).isEqualTo(100);
    }

    @Test
    void whereTheMemberOfARowCannotBeToldAllThatFollowAreKeptBack() {
        failing.add(one);
        List<Map<?, ?>> rows = List.of(
                purchase("1", one, 10_000),
                Map.of("type", "reversal", "redemption", "nobodys", "reversalId", "v"),
                purchase("2", other, 20_000));

        assertThat(work.apply(message(rows), false, () -> true)).isFalse();

        assertThat(statuses(3)).containsExactly("PENDING", "PENDING", "ACCEPTED");
    }

    @Test
    void onlyTheLastTimeTheRowsThatAreLeftSayThatTheyAreAmongTheDeadLetters() {
        failing.add(one);
        List<Map<?, ?>> rows = List.of(purchase("1", one, 10_000), redemption("2", one));

        work.apply(message(rows), false, () -> true);
        assertThat(results.of(id())).isEmpty();
        work.apply(message(rows), true, () -> true);

        assertThat(results.of(id()).values()).hasSize(2).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(RowResult.Status.PENDING);
            assertThat(String.valueOf(result.problem())).contains("busy", "dead letters");
        });
        failing.clear();
        assertThat(work.apply(message(rows), false, () -> true)).isTrue();
        assertThat(statuses(2)).containsOnly("ACCEPTED");
    }

    /** The function died after the entry and before the result. */
    @Test
    void aRowWhoseResultWasLostIsStillAcceptedAndNotDoneAgain() {
        List<Map<?, ?>> rows = List.of(purchase("1", one, 10_000), redemption("2", one), purchase("3", one, 5_000));
        work.apply(message(rows), false, () -> true);
        IntStream.range(0, 3)
                .forEach(index -> desk.books.database.delete(LocalTables.TABLES.members(), Keys.row(id(), index)));

        assertThat(work.apply(message(rows), false, () -> true)).isTrue();

        assertThat(statuses(3)).containsOnly("ACCEPTED");
        assertThat(desk.available(one)).isEqualTo(50);
    }

    @Test
    void whenTimeIsUpItStopsAndGoesOnThere() {
        List<Map<?, ?>> rows = List.of(purchase("1", one, 10_000), purchase("2", one, 10_000), redemption("3", one));
        AtomicInteger asked = new AtomicInteger();

        assertThat(work.apply(message(rows), false, () -> asked.incrementAndGet() <= 2))
                .isFalse();
        assertThat(statuses(3)).containsExactly("ACCEPTED", "ACCEPTED", "PENDING");

        assertThat(work.apply(message(rows), false, () -> true)).isTrue();
        assertThat(desk.available(one)).isEqualTo(100);
    }

    @Test
    void rowsForWhichTheLastDeliveryHasNoTimeSayThatTheyAreAmongTheDeadLetters() {
        List<Map<?, ?>> rows = List.of(purchase("1", one, 10_000), purchase("2", one, 10_000));

        assertThat(work.apply(message(rows), true, () -> false)).isFalse();

        assertThat(results.of(id()).values())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.problem()).isNotNull());
        assertThat(work.apply(message(rows), false, () -> true)).isTrue();
        assertThat(statuses(2)).containsOnly("ACCEPTED");
    }

    @Test
    void whatABatchComesToIsCountedByChannelAndToldWithWhatItIsFollowedBy() {
        List<Map<?, ?>> rows = List.of(
                purchase("1", one, 10_000), redemption("2", other), redemption("2", other), purchase("1", one, 10_000));
        Lines lines =
                Lines.of(() -> CallScope.within(new JsonObject(), () -> work.apply(message(rows), false, () -> true)));

        assertThat(lines.one("batch-carried-out"))
                .containsEntry("correlationId", "correlation")
                .containsEntry("left", 0L);
        assertThat(lines.metrics())
                .containsEntry("Purchases{Channel=in_store}", 1L)
                .containsEntry("PointsEarned{Channel=in_store}", 100L)
                .containsEntry("Refusals{Channel=in_store, Code=insufficient-points}", 2L)
                .containsEntry("Replays{Channel=in_store}", 1L);
    }

    @Test
    void aRowThatFailsIsToldWithWhatItsBatchIsFollowedBy() {
        failing.add(one);
        Lines lines = Lines.of(() -> CallScope.within(
                new JsonObject(), () -> work.apply(message(List.of(purchase("1", one, 10_000))), false, () -> true)));

        assertThat(lines.one("row-failed"))
                .containsEntry("correlationId", "correlation")
                .containsEntry("index", 0L)
                .containsKey("batch");
    }

    @Test
    void twoDeliveriesAtOnceDoItOnce() {
        List<Map<?, ?>> rows = IntStream.range(0, 20)
                .<Map<?, ?>>mapToObj(i -> purchase("p-" + i, i % 2 == 0 ? one : other, 1_000))
                .toList();

        IntStream.range(0, 4).parallel().forEach(i -> work.apply(message(rows), false, () -> true));

        assertThat(statuses(20)).containsOnly("ACCEPTED");
        assertThat(List.of(desk.available(one), desk.available(other))).containsExactly(100L, 100L);
    }

    @Test
    void theSameRowTwiceInABatchIsReplayed() {
        List<Map<?, ?>> rows = List.of(purchase("1", one, 10_000), purchase("1", one, 10_000), purchase("1", one, 1));

        work.apply(message(rows), false, () -> true);

        assertThat(statuses(3)).containsExactly("ACCEPTED", "REPLAYED", "REFUSED");
        assertThat(desk.available(one)).isEqualTo(100);
    }

    @Test
    void aRefundWhosePurchaseHasNotComeInThirtyDaysIsRefused() {
        List<Map<?, ?>> rows = List.of(refund("g", "never"));
        work.apply(message(rows), false, () -> true);

        desk.waits(WaitingRefund.KEPT.minusMillis(1));
        assertThat(statuses(1)).containsExactly("WAITING");
        desk.waits(Duration.ofMillis(1));

        assertThat(statuses(1)).containsExactly("REFUSED");
        assertThat(String.valueOf(results.of(id()).get(0).problem())).contains("purchase-not-found");
    }

    @Test
    void whatIsAsGoodAsAbsentMakesNoOtherBatch() {
        BatchKey key = new BatchKey("store-1", "till-3", batchId);
        Map<String, Object> some = new LinkedHashMap<>(purchase("1", one, 100));
        some.put("lines", List.of());
        some.put("operator", null);

        assertThat(new Batch(key, List.of(some)).canonical())
                .isEqualTo(new Batch(key, List.of(purchase("1", one, 100))).canonical())
                .isNotEqualTo(new Batch(key, List.of(purchase("2", one, 100))).canonical());
    }

    @Test
    void enrolmentsComeFirstAndTheOthersAsGiven() {
        List<Map<?, ?>> rows = List.of(
                Map.of("type", "purchase"),
                Map.of("type", "enrolment"),
                Map.of("type", "nonsense"),
                Map.of("type", 7),
                Map.of("type", "enrolment"));

        assertThat(BatchWork.inOrder(rows)).containsExactly(1, 4, 0, 2, 3);
    }

    @Test
    void theEntriesNameTheirRow() {
        work.apply(message(List.of(purchase("1", other, 1), purchase("2", one, 10_000))), false, () -> true);

        LedgerEntry entry = desk.books.statement(one).getFirst();
        assertThat(entry.origin().batchRow()).isEqualTo(new BatchRow(id(), 1));
        assertThat(entry.origin().terminal()).isEqualTo("till-3");
    }

    private BatchWork work() {
        RowResults rowResults = new RowResults(desk.books.database, LocalTables.TABLES, desk::now);
        Answers answers = new Answers(desk.programs);
        return new BatchWork(
                new Rows(
                        new Enrolments(desk.ledger, desk::now),
                        new Purchases(desk.ledger, desk.followUps, desk.programs, desk::now),
                        new Refunds(
                                desk.followUps,
                                new WaitingRefunds(desk.books.database, LocalTables.TABLES, desk::now),
                                desk.programs,
                                desk::now),
                        new Redemptions(desk.ledger, desk.followUps, desk::now),
                        answers),
                rowResults,
                new Whose(desk.books.directory, new Operations(desk.store)),
                new Sources(desk.books.database, LocalTables.TABLES));
    }

    private BatchMessage message(List<Map<?, ?>> rows) {
        return BatchMessage.read(new BatchMessage(
                        new BatchKey("store-1", "till-3", batchId),
                        "abcdefghijklmnop",
                        EnumSet.allOf(Scope.class),
                        "request-" + batchId,
                        "correlation",
                        rows)
                .write());
    }

    private String id() {
        return "store-1.till-3:" + batchId;
    }

    private List<String> statuses(int rows) {
        Map<Integer, RowResult> known = results.of(id());
        return IntStream.range(0, rows)
                .mapToObj(index ->
                        known.getOrDefault(index, RowResult.PENDING).status().name())
                .toList();
    }

    private Map<String, Object> purchase(String id, MemberId member, long cents) {
        return new LinkedHashMap<>(Map.of(
                "type",
                "purchase",
                "purchaseId",
                batchId + id,
                "member",
                Map.of("memberId", member.value()),
                "total",
                Map.of("amount", cents, "currency", "EUR"),
                "occurredAt",
                "2026-11-22T09:00:00Z"));
    }

    private Map<String, Object> redemption(String id, MemberId member) {
        return Map.of(
                "type",
                "redemption",
                "redemptionId",
                batchId + id,
                "member",
                Map.of("memberId", member.value()),
                "points",
                100L);
    }

    private Map<String, Object> refund(String id, String purchase) {
        return Map.of(
                "type",
                "refund",
                "refundId",
                id,
                "purchase",
                "web:" + batchId + purchase,
                "total",
                Map.of("amount", 100L, "currency", "EUR"),
                "occurredAt",
                "2026-11-22T09:00:00Z");
    }

    private LedgerStore failing(LedgerStore store) {
        return (LedgerStore) Proxy.newProxyInstance(
                LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof LedgerStore.Commit commit
                            && failing.contains(commit.account().member())) {
                        throw new Unavailable(new IllegalStateException("not now"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
