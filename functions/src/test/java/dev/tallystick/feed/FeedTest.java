package dev.tallystick.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.Feed;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.ShardMessage.Positioned;
import dev.tallystick.stream.Watermarks;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every event is in the feed once and stays where it is, however messages are cut, repeated, delayed or taken at the same time. */
class FeedTest {

    private static final int ALL = 100_000;

    private final Tables tables = LocalTables.another();
    private final Database database = new Database(LocalTables.client());
    private final FeedStore store = new FeedStore(database, tables);
    private final Feed feed = new Feed(store);
    private final ExactlyOnce<Map<?, ?>> appending = new ExactlyOnce<>(
            new Watermarks(database, tables, AppendFeed.CONSUMER, Clock.systemUTC()), new Appending(store));

    @Test
    void anEmptyFeedHasAPlaceToGoOnFrom() {
        Feed.Page empty = page(FeedPosition.BEGINNING, 10);
        assertThat(empty.events()).isEmpty();
        assertThat(empty.next()).isEqualTo(FeedPosition.BEGINNING);

        take(message("a", 0, 1, 3));

        assertThat(ids(page(empty.next(), 10))).containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void whatIsDeliveredAgainInWhateverPiecesIsInTheFeedOnce() {
        take(message("a", 0, 1, 10));
        take(message("a", 0, 1, 10));
        take(message("a", 4, 5, 14));
        take(message("b", 0, 1, 2));
        take(message("a", 0, 1, 14));

        List<String> all = new ArrayList<>(
                IntStream.rangeClosed(1, 14).mapToObj(i -> "a-" + i).toList());
        all.addAll(List.of("b-1", "b-2"));
        assertThat(ids(page(FeedPosition.BEGINNING, ALL))).containsExactlyElementsOf(all);
        assertThat(store.chunks()).isEqualTo(3);
    }

    @Test
    void aMessageThatHasOvertakenAnotherWaitsForIt() {
        take(message("a", 0, 1, 2));
        assertThatThrownBy(() -> take(message("a", 4, 5, 6))).isInstanceOf(IllegalStateException.class);
        take(message("a", 2, 3, 4));
        take(message("a", 4, 5, 6));

        assertThat(ids(page(FeedPosition.BEGINNING, ALL))).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5", "a-6");
    }

    @Test
    void shardsTakenAtTheSameTimeAndInAnyOrderLeaveNothingOutAndNothingTwice() throws Exception {
        int shards = 3;
        int events = 40;
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            List<Callable<Void>> consumers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String shard = "s" + i % shards;
                Random random = new Random(i);
                consumers.add(() -> {
                    List<ShardMessage<Map<?, ?>>> messages = new ArrayList<>();
                    for (int first = 1; first <= events; first += 4) {
                        messages.add(message(shard, first - 1, first, first + 3));
                        messages.add(message(shard, first - 1, first, first + random.nextInt(4)));
                    }
                    Collections.shuffle(messages, random);
                    while (!messages.isEmpty()) {
                        messages.removeIf(this::isTaken);
                    }
                    return null;
                });
            }
            for (Future<Void> consumer : executor.invokeAll(consumers)) {
                consumer.get();
            }
        }

        List<String> all = ids(page(FeedPosition.BEGINNING, ALL));
        assertThat(all).hasSize(shards * events).doesNotHaveDuplicates();
        for (int i = 0; i < shards; i++) {
            String shard = "s" + i + "-";
            assertThat(all.stream().filter(id -> id.startsWith(shard)))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events)
                            .mapToObj(event -> shard + event)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    void pagesOfAnySizeShowTheSameAndEndAtTheSamePlace(int limit) {
        int last = 0;
        for (int size : List.of(1, 5, 1, 13, 2, 1)) {
            take(message("a", last, last + 1, last + size));
            last += size;
        }

        List<String> shown = new ArrayList<>();
        FeedPosition place = FeedPosition.BEGINNING;
        for (Feed.Page page = page(place, limit); !page.events().isEmpty(); page = page(place, limit)) {
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            shown.addAll(ids(page));
            place = page.next();
        }

        assertThat(shown)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).mapToObj(i -> "a-" + i).toList());
        assertThat(place).isEqualTo(new FeedPosition(7, 0));
        take(message("a", last, last + 1, last + 1));
        assertThat(ids(page(place, limit))).containsExactly("a-" + (last + 1));
    }

    @Test
    void chunksBeyondWhatIsReadAtOnceFollowEachOther() {
        for (int i = 1; i <= 130; i++) {
            take(message("a", i - 1, i, i));
        }

        assertThat(ids(page(FeedPosition.BEGINNING, ALL)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 130).mapToObj(i -> "a-" + i).toList());
        assertThat(ids(page(new FeedPosition(99, 0), 3))).containsExactly("a-99", "a-100", "a-101");
    }

    @Test
    void veryLargeEventsComeInPagesThatAFunctionCanAnswer() {
        String large = "x".repeat(190_000);
        for (int i = 1; i <= 20; i++) {
            take(new ShardMessage<>(
                    "a",
                    after(i - 1),
                    List.of(new Positioned<>(BigInteger.valueOf(i), Map.of("id", "a-" + i, "x", large)))));
        }

        Feed.Page first = page(FeedPosition.BEGINNING, 500);
        Feed.Page second = page(first.next(), 500);

        assertThat(Json.bytes(first.events()).length).isBetween(2_000_000, 4_000_000);
        assertThat(first.events().size() + second.events().size()).isEqualTo(20);
    }

    @Test
    void messagesThatComeTogetherMakeOneChunkOfAllShardsEachInItsOrder() {
        appending.take(List.of(message("a", 0, 1, 3), message("b", 0, 1, 2), message("a", 3, 4, 4)));
        appending.take(List.of(message("b", 2, 3, 3), message("a", 0, 1, 3), message("c", 0, 1, 1)));

        assertThat(ids(page(FeedPosition.BEGINNING, ALL)))
                .containsExactly("a-1", "a-2", "a-3", "b-1", "b-2", "a-4", "b-3", "c-1");
        assertThat(store.chunks()).isEqualTo(2);
    }

    @Test
    void moreThanAChunkHoldsIsAppendedInSeveralAndNotAgainWhenItComesAgain() {
        String large = "x".repeat(90_000);
        List<ShardMessage<Map<?, ?>>> messages = new ArrayList<>();
        for (String shard : List.of("a", "b", "c", "d", "e")) {
            messages.add(new ShardMessage<>(
                    shard,
                    Optional.empty(),
                    List.of(new Positioned<>(BigInteger.ONE, Map.of("id", shard + "-1", "x", large)))));
        }

        appending.take(messages);
        appending.take(messages.reversed());

        assertThat(ids(page(FeedPosition.BEGINNING, ALL))).containsExactly("a-1", "b-1", "c-1", "d-1", "e-1");
        assertThat(store.chunks()).isEqualTo(3);
    }

    @Test
    void placesThatNoAnswerGaveAreNone() {
        take(message("a", 0, 1, 3));

        for (FeedPosition made : List.of(
                new FeedPosition(1, 3), new FeedPosition(2, 1), new FeedPosition(3, 0), new FeedPosition(999, 0))) {
            assertThat(feed.after(made, 10)).as(made.toString()).isEmpty();
        }
        assertThat(feed.after(new FeedPosition(2, 0), 10)).isPresent();
    }

    @Test
    void aChunkThatIsMissingIsNotPassedOver() {
        take(message("a", 0, 1, 3));
        take(message("a", 3, 4, 5));
        LocalTables.client()
                .deleteItem(delete -> delete.tableName(tables.insights())
                        .key(Map.of("pk", AttributeValue.fromS("FEED#1"), "sk", AttributeValue.fromS("000000000001"))));

        assertThatThrownBy(() -> feed.after(FeedPosition.BEGINNING, 10)).hasMessageContaining("missing");
    }

    private void take(ShardMessage<Map<?, ?>> message) {
        appending.take(List.of(message));
    }

    private boolean isTaken(ShardMessage<Map<?, ?>> message) {
        try {
            take(message);
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("not taken yet");
            return false;
        }
    }

    private Feed.Page page(FeedPosition after, int limit) {
        return feed.after(after, limit).orElseThrow();
    }

    private static List<String> ids(Feed.Page page) {
        return page.events().stream()
                .map(event -> String.valueOf(((Map<?, ?>) event).get("id")))
                .toList();
    }

    private static Optional<BigInteger> after(int position) {
        return position == 0 ? Optional.empty() : Optional.of(BigInteger.valueOf(position));
    }

    private static ShardMessage<Map<?, ?>> message(String shard, int after, int first, int last) {
        List<Positioned<Map<?, ?>>> events = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            Map<String, Object> event = new HashMap<>(Map.of("specversion", "1.0", "id", shard + "-" + i));
            events.add(new Positioned<>(BigInteger.valueOf(i), event));
        }
        return new ShardMessage<>(shard, after(after), events);
    }
}
