package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.ledger.AllEntries;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Figures are counted anew while entries are recorded, by calls that die at any place: none is lost, and none counts twice. */
class RecountTest {

    private static final Duration MARGIN = Duration.ofMinutes(6);
    private static final int PAGE = 7;

    private Instant now = RecordedStream.BEGINNING;

    static LongStream seeds() {
        Long only = Long.getLong("stream.seed");
        return only == null ? LongStream.rangeClosed(1, Long.getLong("stream.seeds", 3)) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsRecordedMeanwhileTheFiguresAreThoseOfTheEntries(long seed) throws InterruptedException {
        RecordedStream stream = new RecordedStream(seed, 4);
        Recount recount = recount(stream);
        int[] switches = {0};
        for (Item entry : committed(stream)) {
            record(stream, entry);
            stream.relay(false);
            stream.deliver();
            stream.deliver();
            if (stream.random.nextInt(3) > 0) {
                recountedSome(stream, recount, switches);
            }
        }
        finish(stream, recount, switches);

        assertThat(stream.figures()).as("seed " + seed).isEqualTo(stream.expected());
        assertThat(switches[0]).as("seed " + seed).isPositive();
        long current = stream.store.figures().current().number();
        assertThat(rows(stream, current)).isNotEmpty().noneMatch(item -> item.has("expiresAt"));
        for (long old = 1; old < current; old++) {
            assertThat(rows(stream, old)).allMatch(item -> item.has("expiresAt"));
        }
    }

    /** Deleted, watermarks and all: messages that wait for what was counted before go on when it is counted anew. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void afterTheTableWasLostTheFiguresAreThoseOfTheEntries(long seed) throws InterruptedException {
        RecordedStream stream = new RecordedStream(seed, 4);
        Recount recount = recount(stream);
        int lost = stream.entries.size() / 2;
        int[] switches = {0};
        List<Item> committed = committed(stream);
        for (int i = 0; i < committed.size(); i++) {
            record(stream, committed.get(i));
            stream.relay(false);
            stream.deliver();
            if (i == lost) {
                loseEverything(stream);
            }
        }
        now = now.plus(Duration.ofHours(1));
        finish(stream, recount, switches);

        assertThat(stream.figures()).as("seed " + seed).isEqualTo(stream.expected());
    }

    @Test
    void nothingIsReadOfTheLedgerBeforeAllThatWasRecordedUntilThenIsThere() throws InterruptedException {
        RecordedStream stream = new RecordedStream(1, 4);
        Recount recount = recount(stream);
        stream.entries.forEach(entry -> record(stream, entry));
        stream.relay(true);
        while (!stream.isEmpty()) {
            stream.deliver();
        }
        Map<String, Map<String, Long>> before = stream.figures();

        Recounting begun = recount.go(false, MARGIN, () -> true);
        now = begun.readFrom().minusMillis(1);
        Recounting early = recount.go(false, MARGIN, () -> true);
        now = begun.readFrom();
        Recounting done = recount.go(false, MARGIN, () -> true);

        assertThat(begun.generation().since()).isAfterOrEqualTo(RecordedStream.now(stream.entries.size() - 1));
        assertThat(begun.readFrom()).isEqualTo(begun.generation().since().plus(MARGIN));
        assertThat(early).isEqualTo(begun);
        assertThat(done.phase()).isEqualTo(Recounting.Phase.DONE);
        assertThat(done.sums()).containsEntry(TrialBalance.ENTRIES, (long) stream.entries.size());
        assertThat(stream.figures()).isEqualTo(before);
        assertThat(stream.store.figures().current().number()).isEqualTo(2);
    }

    @Test
    void anEntryThatCannotBeReadStopsItAndLeavesTheFigures() throws InterruptedException {
        RecordedStream stream = new RecordedStream(2, 4);
        Recount recount = recount(stream);
        stream.entries.forEach(entry -> record(stream, entry));
        stream.relay(true);
        while (!stream.isEmpty()) {
            stream.deliver();
        }
        Map<String, Map<String, Long>> before = stream.figures();
        Item unreadable = Item.of(new HashMap<>(stream.entries.getFirst().attributes()));
        stream.database.put(stream.tables.ledger(), unreadable.put("format", 99));

        now = recount.go(false, MARGIN, () -> true).readFrom();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> recount.go(false, MARGIN, () -> true)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(stream.figures()).isEqualTo(before);

        stream.database.put(stream.tables.ledger(), stream.entries.getFirst());
        assertThat(recount.go(false, MARGIN, () -> true).phase()).isEqualTo(Recounting.Phase.DONE);
        assertThat(stream.figures()).isEqualTo(before);
    }

    private Recount recount(RecordedStream stream) {
        return new Recount(
                new RecountStore(stream.database, stream.tables),
                new AllEntries(stream.database, stream.tables, PAGE),
                stream.events,
                () -> now);
    }

    /** Committed up to three minutes after it was recorded, so that others overtake it. */
    private static List<Item> committed(RecordedStream stream) {
        List<Integer> late = new ArrayList<>();
        stream.entries.forEach(entry -> late.add(stream.random.nextInt(3)));
        return IntStream.range(0, stream.entries.size())
                .boxed()
                .sorted((one, other) -> Integer.compare(one + late.get(one), other + late.get(other)))
                .map(stream.entries::get)
                .toList();
    }

    private void record(RecordedStream stream, Item entry) {
        stream.database.put(stream.tables.ledger(), entry);
        stream.record(entry);
        now = now.plus(Duration.ofMinutes(1));
    }

    /** Until they are complete, what is read stays what it is. */
    private void recountedSome(RecordedStream stream, Recount recount, int[] switches) {
        long before = stream.store.figures().current().number();
        Map<String, Map<String, Long>> figures = stream.figures();
        boolean restart = stream.random.nextInt(40) == 0;
        stream.perhapsDying(() -> {
            var _ = recount.go(restart, MARGIN, () -> false);
        });
        if (stream.store.figures().current().number() == before) {
            assertThat(stream.figures()).isEqualTo(figures);
        } else {
            switches[0]++;
        }
    }

    private void finish(RecordedStream stream, Recount recount, int[] switches) {
        stream.relay(true);
        for (int i = 0; i < 20; i++) {
            stream.deliver();
        }
        boolean done = false;
        while (!done) {
            now = now.plus(Duration.ofMinutes(5));
            long before = stream.store.figures().current().number();
            Recounting recounting = recount.go(false, MARGIN, () -> true);
            switches[0] += stream.store.figures().current().number() == before ? 0 : 1;
            done = recounting.phase() == Recounting.Phase.DONE;
        }
        while (!stream.isEmpty()) {
            stream.deliver();
        }
    }

    private static void loseEverything(RecordedStream stream) {
        try (var client = LocalTables.client()) {
            List<Map<String, AttributeValue>> items =
                    client.scanPaginator(scan -> scan.tableName(stream.tables.insights())).items().stream()
                            .toList();
            items.forEach(item -> client.deleteItem(delete ->
                    delete.tableName(stream.tables.insights()).key(Keys.of(item).attributes())));
        }
    }

    private static List<Item> rows(RecordedStream stream, long generation) {
        return stream.store.figures().months().orElseThrow().from(Optional.empty()).toList().stream()
                .flatMap(month -> List.of(Keys.DAILY, Keys.JOURNEYS).stream()
                        .flatMap(kind -> stream.items(Keys.figuresOf(kind, generation, month))))
                .toList();
    }
}
