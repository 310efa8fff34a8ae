package dev.tallystick.insight;

import dev.tallystick.api.EntryEvents;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.simulation.Recordings;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.ShardMessage.Positioned;
import dev.tallystick.stream.Watermarks;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Entries of a simulation on their way: recorded a minute apart, give or take, in shards, in messages that are cut, repeated and
 * delivered as the seed wills, to a consumer that dies before and after it has committed.
 */
final class RecordedStream {

    static final Instant BEGINNING = Instant.parse("2027-01-01T00:00:00Z");
    private static final int SHARDS = 3;

    final Random random;
    final Tables tables = LocalTables.another();
    final List<Item> entries;
    final EntryEvents events;
    private final Crashes crashes = new Crashes();
    final Database database = new Database(LocalTables.client(crashes));
    final InsightStore store = new InsightStore(database, tables);
    private final ExactlyOnce<CountedEntry> projection = new ExactlyOnce<>(
            new Watermarks(database, tables, ProjectInsights.CONSUMER, Clock.systemUTC()), new Projection(store));
    private final List<List<Positioned<Object>>> shards = Stream.<List<Positioned<Object>>>generate(ArrayList::new)
            .limit(SHARDS)
            .toList();
    private final List<Optional<BigInteger>> sent = new ArrayList<>();
    private final List<List<String>> queues = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private int position;

    /** @param simulations so many, told as one */
    RecordedStream(long seed, int simulations) throws InterruptedException {
        List<Recordings> recordings = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < simulations; i++) {
            Recordings some = Recordings.of(seed * 100 + i);
            recordings.add(some);
            String mark = "-" + i;
            some.entries().forEach(item -> items.add(marked(item, mark)));
        }
        this.random = new Random(seed);
        this.events = new EntryEvents(
                "tallystick-prod",
                new Programs(
                        keys -> recordings.stream()
                                .flatMap(some -> some.members().get(keys).stream())
                                .findFirst(),
                        Duration.ofDays(1),
                        InstantSource.fixed(Instant.EPOCH)));
        this.entries = IntStream.range(0, items.size())
                .mapToObj(i -> recordedAt(items.get(i), now(i).plusSeconds(random.nextInt(61) - 30)))
                .toList();
        for (int i = 0; i < SHARDS; i++) {
            sent.add(Optional.empty());
            queues.add(new ArrayList<>());
        }
    }

    /** When an entry is recorded, by the consumer's clock. */
    static Instant now(int entry) {
        return BEGINNING.plus(Duration.ofMinutes(entry));
    }

    /** Of another member and operation than those of other simulations. */
    private static Item marked(Item item, String mark) {
        Item copy = Item.of(new HashMap<>(item.attributes())).put(Keys.PK, item.pk() + mark);
        return item.has("member") ? copy.put("member", item.text("member") + mark) : copy;
    }

    private static Item recordedAt(Item item, Instant instant) {
        Item copy = Item.of(new HashMap<>(item.attributes()));
        return copy.put(item.has("member") ? "recordedAt" : "at", instant);
    }

    static final class Crash extends RuntimeException {}

    /** Lets the next transaction fail before it is sent, or after it was carried out. */
    private static final class Crashes implements ExecutionInterceptor {

        private boolean before;
        private boolean after;

        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (before && call.request() instanceof TransactWriteItemsRequest) {
                before = false;
                throw new Crash();
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            if (after && call.request() instanceof TransactWriteItemsRequest) {
                after = false;
                throw new Crash();
            }
        }
    }

    /** Does something, and perhaps dies of it. */
    void perhapsDying(Runnable work) {
        int fate = random.nextInt(6);
        crashes.before = fate == 0;
        crashes.after = fate == 1;
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!isOneOfOurs(e)) {
                throw e;
            }
        } finally {
            crashes.before = false;
            crashes.after = false;
        }
    }

    private static boolean isOneOfOurs(Throwable e) {
        return e instanceof Crash
                || (e.getCause() != null && isOneOfOurs(e.getCause()))
                || String.valueOf(e.getMessage()).contains("not taken yet");
    }

    /** The entry reaches the stream; now and then one cannot be read there, and is sent later in a shard of its own. */
    void record(Item item) {
        Recorded entry = EntryItem.read(item);
        Positioned<Object> event = new Positioned<>(BigInteger.valueOf(++position), events.of(entry));
        if (random.nextInt(20) == 0) {
            queues.add(new ArrayList<>(
                    List.of(new ShardMessage<>("aside-" + position, Optional.empty(), List.of(event)).text())));
        } else {
            shards.get(Math.floorMod(item.pk().hashCode(), SHARDS)).add(event);
        }
    }

    /** Sends what has reached the stream, perhaps not all, in pieces. */
    void relay(boolean all) {
        for (int i = 0; i < SHARDS; i++) {
            List<Positioned<Object>> shard = shards.get(i);
            while (!shard.isEmpty() && (all || random.nextInt(3) > 0)) {
                List<Positioned<Object>> piece =
                        new ArrayList<>(shard.subList(0, 1 + random.nextInt(Math.min(30, shard.size()))));
                queues.get(i).add(new ShardMessage<>("shard-" + i, sent.get(i), piece).text());
                if (random.nextInt(4) == 0) {
                    // The relay died before it noted what it had sent: the same again, cut otherwise.
                    piece = new ArrayList<>(shard.subList(0, 1 + random.nextInt(piece.size())));
                    queues.get(i).add(new ShardMessage<>("shard-" + i, sent.get(i), piece).text());
                }
                sent.set(i, Optional.of(piece.getLast().position()));
                shard.subList(0, piece.size()).clear();
            }
        }
    }

    /** Takes something from some queue, mostly what is first. */
    void deliver() {
        List<List<String>> open =
                queues.stream().filter(queue -> !queue.isEmpty()).toList();
        if (open.isEmpty()) {
            return;
        }
        List<String> queue = open.get(random.nextInt(open.size()));
        if (random.nextInt(3) == 0) {
            deliverTogether(open);
            return;
        }
        if (random.nextInt(6) == 0) {
            String overtaking = queue.get(random.nextInt(queue.size()));
            perhapsDying(() -> take(overtaking));
            return;
        }
        if (random.nextInt(6) == 0 && !delivered.isEmpty()) {
            String redriven = delivered.get(random.nextInt(delivered.size()));
            perhapsDying(() -> take(redriven));
            return;
        }
        boolean[] taken = {false};
        perhapsDying(() -> {
            take(queue.getFirst());
            taken[0] = true;
        });
        if (taken[0] && random.nextInt(8) > 0) {
            delivered.add(queue.removeFirst());
        }
    }

    /** The first messages of some queues, in one call. */
    private void deliverTogether(List<List<String>> open) {
        List<String> together = new ArrayList<>();
        List<List<String>> firsts = open.stream()
                .map(queue -> queue.subList(0, random.nextInt(Math.min(3, queue.size()) + 1)))
                .toList();
        firsts.forEach(together::addAll);
        boolean[] taken = {false};
        perhapsDying(() -> {
            take(together);
            taken[0] = true;
        });
        if (taken[0] && random.nextInt(8) > 0) {
            delivered.addAll(together);
            firsts.forEach(List::clear);
        }
    }

    private void take(String message) {
        take(List.of(message));
    }

    private void take(List<String> messages) {
        projection.take(ShardMessage.readAll(messages, CountedEntry::ofEvent));
    }

    boolean isEmpty() {
        return queues.stream().allMatch(List::isEmpty);
    }

    int waiting() {
        return queues.stream().mapToInt(List::size).sum();
    }

    /** All figures as the table has them, by row and name, without zeros. */
    Map<String, Map<String, Long>> figures() {
        Figures figures = store.figures();
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>(figures.sums().postings());
        sums.put("entries", figures.sums().entries());
        rows.put("sums", sums);
        figures.months().stream()
                .flatMap(months -> months.from(Optional.empty()))
                .forEach(month -> {
                    items(Keys.figuresOf(Keys.DAILY, figures.current().number(), month))
                            .forEach(item -> rows.put(Keys.DAILY + item.sk(), numbers(item)));
                    items(Keys.figuresOf(Keys.JOURNEYS, figures.current().number(), month))
                            .forEach(item -> rows.put(Keys.JOURNEYS + item.sk(), numbers(item)));
                });
        rows.values().forEach(row -> row.values().removeIf(amount -> amount == 0));
        rows.values().removeIf(Map::isEmpty);
        return rows;
    }

    Stream<Item> items(String partition) {
        return database.partition(tables.insights(), partition, 1_000).stream();
    }

    private static Map<String, Long> numbers(Item item) {
        Map<String, Long> numbers = new TreeMap<>();
        item.attributes().forEach((name, value) -> {
            if (value.type() == AttributeValue.Type.N) {
                numbers.put(name, Long.parseLong(value.n()));
            }
        });
        return numbers;
    }

    Map<String, Map<String, Long>> expected() {
        return PlainFigures.of(entries.stream().map(EntryItem::read).toList());
    }
}
