package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.Watermark;
import dev.tallystick.stream.Watermarks;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every entry is counted once, however the stream's batches are cut, repeated, overlapped or delivered at the same time. */
class ProjectionTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private final Database database = new Database(LocalTables.client());
    private final InsightStore store = new InsightStore(database, LocalTables.TABLES);
    private final Watermarks watermarks =
            new Watermarks(database, LocalTables.TABLES, ProjectInsights.CONSUMER, Clock.systemUTC());
    private final ExactlyOnce<CountedEntry> projection = new ExactlyOnce<>(watermarks, new Projection(store));
    private final String shard = "shard-" + UUID.randomUUID();
    private final String source = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aMessageDeliveredTwiceIsCountedOnce() {
        long before = store.trialBalance().entries();
        ShardMessage<CountedEntry> message = message(1, 10);

        take(message);
        take(message);

        assertThat(store.trialBalance().entries()).isEqualTo(before + 10);
        assertThat(row(DAY).get(Figure.PURCHASES)).isEqualTo(10);
        assertThat(row(DAY).get(Figure.EARNED)).isEqualTo(420);
        assertThat(row(DAY).get(Figure.TOTAL)).isEqualTo(42_500);
    }

    @Test
    void aBatchThatIsCutAnewIsCountedOnce() {
        take(message(1, 10));
        take(message(5, 14));
        take(message(1, 14));
        take(message(15, 15));
        take(message(3, 9));

        assertThat(row(DAY).get(Figure.PURCHASES)).isEqualTo(15);
    }

    @Test
    void messagesOfEveryCutConcurrentlyAndRepeatedAreCountedOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            List<Callable<Void>> consumers = new ArrayList<>();
            for (int seed = 0; seed < 6; seed++) {
                Random random = new Random(seed);
                consumers.add(() -> {
                    for (int i = 0; i < 30; i++) {
                        int first = 1 + random.nextInt(60);
                        countUnlessEarly(after(first - 1, message(first, Math.min(60, first + random.nextInt(10)))));
                        countUnlessEarly(message(1, 1 + random.nextInt(60)));
                    }
                    take(message(1, 60));
                    return null;
                });
            }
            for (Future<Void> consumer : executor.invokeAll(consumers)) {
                consumer.get();
            }
        }
        assertThat(row(DAY).get(Figure.PURCHASES)).isEqualTo(60);
        assertThat(watermarks.of(List.of(shard)).values())
                .containsExactly(new Watermark(shard, Optional.of(BigInteger.valueOf(60))));
    }

    @Test
    void moreDaysThanATransactionTakesAreCountedInPieces() {
        List<String> entries = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            entries.add(positioned(i, DAY.minusDays(i), earned(1, 100)));
        }
        ShardMessage<CountedEntry> message = read(entries);

        take(message);
        take(message);

        assertThat(row(DAY.minusDays(1)).get(Figure.PURCHASES)).isEqualTo(1);
        assertThat(row(DAY.minusDays(250)).get(Figure.PURCHASES)).isEqualTo(1);
    }

    @Test
    void aMessageThatHasOvertakenAnotherWaitsForIt() {
        ShardMessage<CountedEntry> first = message(1, 5);
        ShardMessage<CountedEntry> second = after(5, message(6, 9));
        ShardMessage<CountedEntry> third = after(9, message(10, 12));

        take(first);
        assertThatThrownBy(() -> take(third)).isInstanceOf(IllegalStateException.class);
        take(second);
        take(third);
        take(second);

        assertThat(row(DAY).get(Figure.PURCHASES)).isEqualTo(12);
    }

    @Test
    void shardsAreCountedApart() {
        take(message(1, 10));
        ShardMessage<CountedEntry> other = message(1, 3);

        take(new ShardMessage<>(shard + "-child", Optional.empty(), other.events()));

        assertThat(row(DAY).get(Figure.PURCHASES)).isEqualTo(13);
    }

    @Test
    void messagesOfTenShardsAtTheWorstOfTimesAreCountedTogetherInTransactionsThatAreNotTooLarge() {
        Tables tables = LocalTables.another();
        InsightStore figures = new InsightStore(database, tables);
        Generation next = new Generation(2, Instant.EPOCH);
        assertThat(new RecountStore(database, tables)
                        .begin(
                                figures.figures(),
                                Optional.empty(),
                                Recounting.beginning(Optional.empty(), next, Instant.EPOCH, 1)))
                .isTrue();
        List<ShardMessage<CountedEntry>> messages = new ArrayList<>();
        for (int shards = 0; shards < 10; shards++) {
            List<String> entries = new ArrayList<>();
            for (int i = 1; i <= (shards < 9 ? 1 : 91); i++) {
                entries.add(positioned(i, DAY.minusDays(shards + i), earned(1, 100)));
            }
            messages.add(new ShardMessage<>(
                    shard + "-" + shards, Optional.empty(), read(entries).events()));
        }

        ExactlyOnce<CountedEntry> together = new ExactlyOnce<>(
                new Watermarks(database, tables, ProjectInsights.CONSUMER, Clock.systemUTC()), new Projection(figures));

        together.take(messages);
        together.take(messages);

        assertThat(figures.trialBalance().entries()).isEqualTo(100);
        for (Generation generation : List.of(Generation.FIRST, next)) {
            assertThat(IntStream.rangeClosed(1, 100)
                            .mapToObj(DAY::minusDays)
                            .map(day -> figures.month(generation, YearMonth.from(day), day.toString(), day + "#~")
                                    .mapToLong(row ->
                                            Objects.requireNonNull(row.figures().get(Figure.PURCHASES)))
                                    .sum()))
                    .containsOnly(1L);
        }
    }

    @Test
    void everyKindAddsItsFigures() {
        take(read(List.of(
                positioned(1, DAY, "\"kind\": \"enrolled\", \"points\": 0, \"postings\": {}"),
                positioned(2, DAY, earned(42, 4_250) + ", \"firstPurchase\": true, \"firstInChannel\": true"),
                positioned(
                        3,
                        DAY,
                        earned(58, 5_800) + ", \"firstInChannel\": true, \"otherChannelAt\": \"2026-11-20T10:00:00Z\""),
                positioned(4, DAY, """
                        "kind": "redeemed", "points": -100, "postings": {"available": -100, "redeemed": 100},
                        "value": {"amount": 90, "currency": "EUR"},
                        "earnedIn": {"online": 42, "inStore": 58}"""),
                positioned(5, DAY, """
                        "kind": "captured", "points": -30, "postings": {"held": -30, "redeemed": 30},
                        "value": {"amount": 30, "currency": "EUR"}, "earnedIn": {"online": 30, "inStore": 0}"""),
                positioned(6, DAY, """
                        "kind": "reversed", "points": 10, "postings": {"available": 10, "redeemed": -10},
                        "value": {"amount": 10, "currency": "EUR"}, "earnedIn": {"online": 10, "inStore": 0}"""),
                positioned(7, DAY, """
                        "kind": "clawed_back", "points": -8, "postings": {"available": -8, "issued": 8},
                        "total": {"amount": 800, "currency": "EUR"}, "clawedBack": 8"""),
                positioned(8, DAY, "\"kind\": \"voided\", \"points\": 0, \"postings\": {}"))));

        assertThat(row(DAY))
                .containsEntry(Figure.NEW_MEMBERS, 1L)
                .containsEntry(Figure.PURCHASES, 2L)
                .containsEntry(Figure.TOTAL, 10_050L)
                .containsEntry(Figure.EARNED, 100L)
                .containsEntry(Figure.FIRST_PURCHASES, 1L)
                .containsEntry(Figure.CROSSED_OVER, 1L)
                .containsEntry(Figure.REFUNDS, 1L)
                .containsEntry(Figure.CLAWED_BACK, 8L)
                .containsEntry(Figure.REDEEMED, 120L)
                .containsEntry(Figure.VALUE, 110L)
                .containsEntry(Figure.REDEEMED_EARNED_ONLINE, 62L)
                .containsEntry(Figure.REDEEMED_EARNED_IN_STORE, 58L);
    }

    @Test
    void pointsThatBecameDebtAreRedeemedAndWereEarnedNowhere() {
        take(read(List.of(positioned(1, DAY, """
                        "kind": "redeemed", "points": -150, "postings": {"available": -100, "debt": -50, "redeemed": 150},
                        "value": {"amount": 150, "currency": "EUR"}, "earnedIn": {"online": 40, "inStore": 60}"""), positioned(2, DAY, """
                        "kind": "reversed", "points": 70, "postings": {"available": 20, "debt": 50, "redeemed": -70},
                        "value": {"amount": 70, "currency": "EUR"}, "earnedIn": {"online": 8, "inStore": 12}"""))));

        assertThat(row(DAY))
                .containsEntry(Figure.REDEEMED, 80L)
                .containsEntry(Figure.VALUE, 80L)
                .containsEntry(Figure.REDEEMED_EARNED_ONLINE, 32L)
                .containsEntry(Figure.REDEEMED_EARNED_IN_STORE, 48L);
    }

    @Test
    void theTrialBalanceAddsUpToZero() {
        take(message(1, 25));

        TrialBalance sums = store.trialBalance();
        assertThat(sums.sum()).isZero();
        assertThat(sums.postings().get("issued")).isNegative();
        assertThat(sums.asOf()).isNotNull();
    }

    @Test
    void whatIsNotAnEntryIsNotCountedAndFails() {
        for (String poison : List.of(
                "{}",
                "not json",
                "{\"shardId\": \"a\", \"events\": [{}]}",
                "{\"shardId\": \"a\", \"events\": [{\"position\": \"1\", \"event\": {\"data\": {\"kind\": \"earned\"}}}]}",
                "{\"shardId\": \"a\", \"events\": ["
                        + positioned(1, DAY, "\"kind\": \"new\", \"points\": 0, \"postings\": {}") + "]}",
                "{\"shardId\": \"a\", \"events\": ["
                        + positioned(1, DAY, "\"kind\": \"enrolled\", \"points\": 0, \"postings\": {\"avail\": 1}")
                        + "]}")) {
            assertThatThrownBy(() -> ShardMessage.read(poison, CountedEntry::ofEvent))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private void take(ShardMessage<CountedEntry> message) {
        projection.take(List.of(message));
    }

    private Map<Figure, Long> row(LocalDate date) {
        return store.month(Generation.FIRST, YearMonth.from(date), date.toString(), date + "#~")
                .filter(row -> row.source().equals(source))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    private ShardMessage<CountedEntry> after(int position, ShardMessage<CountedEntry> message) {
        return new ShardMessage<>(shard, Optional.of(BigInteger.valueOf(position)), message.events());
    }

    /** A message that comes before its time stays in the queue. */
    private void countUnlessEarly(ShardMessage<CountedEntry> message) {
        try {
            take(message);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("not taken yet");
        }
    }

    /** Purchases at these positions, each of 42.50 for 42 points. */
    private ShardMessage<CountedEntry> message(int first, int last) {
        List<String> entries = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            entries.add(positioned(i, DAY, earned(42, 4_250)));
        }
        return read(entries);
    }

    private ShardMessage<CountedEntry> read(List<String> entries) {
        return ShardMessage.read(
                "{\"shardId\": " + Json.text(shard) + ", \"events\": [" + String.join(",", entries) + "]}",
                CountedEntry::ofEvent);
    }

    private String positioned(int position, LocalDate day, String fields) {
        return """
                {"position": "%s", "event": {"data": {"recordedAt": "2026-11-22T10:00:00Z", "businessDate": "%s", "source": "%s", "channel": "online", %s}}}""".formatted(position, day, source, fields);
    }

    private static String earned(long points, long total) {
        return """
                "kind": "earned", "points": %d, "postings": {"available": %d, "issued": %d},
                "total": {"amount": %d, "currency": "EUR"}""".formatted(points, points, -points, total);
    }
}
