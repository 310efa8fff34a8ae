package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.ledger.Threads;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.SentMessages;
import dev.tallystick.stream.WakeUps;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event of the feed, to a receiver that does as a test says, on tables of their own and a clock that the test sets. */
class CourierTest {

    private static final SecretKeys KEYS = SecretKeys.parse("{\"current\": \"1\", \"1\": \"one\"}");
    private static final String ID = "wh-" + "a".repeat(20);

    private final Tables tables = LocalTables.another();
    private final Database database = new Database(LocalTables.client());
    private final FeedStore feed = new FeedStore(database, tables);
    private final WebhookStore store = new WebhookStore(database, tables);
    private final Intake intake = new Intake(feed);
    private final DeliveryLog log = new DeliveryLog(database, tables, this::now);
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tried = Collections.synchronizedList(new ArrayList<>());
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private volatile int status = 500;
    private volatile Hook onCall = event -> {};

    /** Something that happens while an event is sent. */
    private interface Hook {
        void on(String event) throws IOException;
    }

    @Test
    void everyEventIsDeliveredOnceAndThoseOfAMemberInTheirOrder() {
        begun(List.of());
        append("a1", "b1", "a2");
        append("b3", "b2", "a3");
        for (int i = 4; i < 60; i++) {
            append("a" + i, "b" + i);
        }

        assertThat(run()).isFalse();

        assertThat(delivered).hasSize(118).doesNotHaveDuplicates();
        inOrder(delivered);
        assertThat(progress().waiting()).isZero();
        assertThat(progress().cursor()).isEqualTo(intake.end());
        assertThat(run()).isFalse();
        assertThat(tried).hasSize(118);
    }

    @Test
    void whatWasRecordedBeforeTheWebhookWasMadeIsNotSent() {
        append("a1", "a2");
        begun(List.of());
        append("a3");

        run();

        assertThat(delivered).containsExactly("a3");
    }

    @Test
    void oneThatFailsHoldsItsMemberAndNobodyElse() {
        begun(List.of());
        failing.add("a2");
        append("a1", "a2", "b1", "a3", "b2", "a4");
        run();
        append("b3", "a5");
        run();

        assertThat(delivered).containsExactlyInAnyOrder("a1", "b1", "b2", "b3");
        assertThat(tried).containsOnlyOnce("a2");
        assertThat(progress().waiting()).isEqualTo(4);
        assertThat(progress().failing()).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(6));
        run();
        assertThat(tried.stream().filter("a2"::equals)).hasSize(2);

        failing.clear();
        run();
        assertThat(delivered).as("it is not due yet").hasSize(4);
        now = now.plus(Duration.ofMinutes(6));
        run();
        assertThat(delivered).hasSize(8).endsWith("a2", "a3", "a4", "a5");
        assertThat(progress().waiting()).isZero();
    }

    @Test
    void anEventThatOvertookAnotherInTheFeedWaitsBehindItOnceItWaits() {
        begun(List.of());
        failing.add("a3");
        append("a1", "a3");
        run();
        append("a2");
        failing.clear();
        now = now.plus(Duration.ofMinutes(1));
        run();

        assertThat(delivered).containsExactly("a1", "a2", "a3");
    }

    @Test
    void whatIsDueInAFewSecondsIsWaitedForAndWhatComesMeanwhileGoesFirst() {
        begun(List.of());
        failing.add("a1");
        append("a1");
        AtomicInteger pauses = new AtomicInteger();
        Courier waiting = courier(() -> {
            if (pauses.incrementAndGet() == 1) {
                append("b1");
                failing.clear();
            }
            now = now.plusSeconds(2);
        });

        assertThat(waiting.run(ID, () -> true)).isFalse();

        assertThat(delivered).containsExactly("b1", "a1");
        assertThat(pauses.get()).isBetween(2, 4);
    }

    @Test
    void whoFailsThroughTheWholeScheduleIsDisabledAndGoesOnWhereItStoppedOnceEnabled() {
        Webhook webhook = begun(List.of());
        failing.add("a1");
        append("a1", "a2", "b1");
        run();
        for (int attempt = 2; attempt <= 10; attempt++) {
            assertThat(progress().disabled()).as("before attempt %d", attempt).isNull();
            now = progress().nextAt().orElseThrow();
            run();
        }

        assertThat(tried.stream().filter("a1"::equals)).hasSize(10);
        assertThat(Duration.between(Instant.parse("2026-11-22T10:00:00Z"), now))
                .isBetween(Duration.ofHours(75), Duration.ofHours(84));
        assertThat(progress().disabled().reason()).isEqualTo(Progress.Reason.RETRIES_EXHAUSTED);
        assertThat(WebhookAnswer.of(webhook, progress()))
                .containsEntry("status", "disabled")
                .containsEntry("disabledReason", "retries_exhausted")
                .containsEntry("waiting", 2);

        append("b2");
        failing.clear();
        now = now.plus(Duration.ofDays(30));
        run();
        assertThat(delivered).containsExactly("b1");

        enable(webhook);
        run();
        assertThat(delivered).containsExactlyInAnyOrder("b1", "a1", "a2", "b2");
        inOrder(delivered);
    }

    @Test
    void whoIsGoneIsDisabledAtOnceAndMissesNothingOnceEnabled() {
        Webhook webhook = begun(List.of());
        failing.addAll(List.of("a1", "b1", "c1"));
        status = 410;
        append("a1", "b1", "c1", "a2");

        assertThat(run()).isFalse();

        assertThat(progress().disabled().reason()).isEqualTo(Progress.Reason.GONE);
        int calls = tried.size();
        append("d1");
        now = now.plus(Duration.ofDays(1));
        run();
        assertThat(tried).hasSize(calls);
        assertThat(new WakeWebhooks(store, intake, wakeUps(new SentMessages()), this::now).due())
                .isEmpty();

        failing.clear();
        enable(webhook);
        run();
        assertThat(delivered).containsExactlyInAnyOrder("a1", "b1", "c1", "a2", "d1");
        inOrder(delivered);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void crashesAtAnyPointRepeatEventsAndNeitherLoseNorOvertakeOne(long seed) {
        Random random = new Random(seed);
        begun(List.of());
        Set<String> all = new HashSet<>();
        onCall = event -> {
            synchronized (random) {
                if (random.nextInt(12) == 0) {
                    throw new IllegalStateException("crashed before the answer");
                }
                if (random.nextInt(8) == 0) {
                    throw new SocketTimeoutException();
                }
            }
        };
        for (int i = 1; i <= 15; i++) {
            append("a" + i, "b" + i, "c" + i);
            all.addAll(List.of("a" + i, "b" + i, "c" + i));
            runOrCrash(random);
        }
        for (int i = 0;
                i < 200 && (progress().waiting() > 0 || !progress().cursor().equals(intake.end()));
                i++) {
            progress().nextAt().filter(next -> next.isAfter(now)).ifPresent(next -> now = next);
            runOrCrash(random);
        }

        assertThat(new HashSet<>(delivered)).isEqualTo(all);
        inOrder(new ArrayList<>(new LinkedHashSet<>(delivered)));
    }

    @Test
    void twoAtOnceRepeatPerhapsAndLoseNothing() {
        begun(List.of());
        for (int i = 1; i <= 30; i++) {
            append("a" + i, "b" + i);
        }

        for (int i = 0; i < 3; i++) {
            Threads.concurrently(2, 2, worker -> run());
        }

        assertThat(new HashSet<>(delivered)).hasSize(60);
        assertThat(progress().cursor()).isEqualTo(intake.end());
    }

    @Test
    void oneThatIsDeletedWhileItIsSentToIsGone() {
        begun(List.of());
        append("a1", "a2");
        onCall = event -> store.delete(ID);

        assertThat(run()).isFalse();

        assertThat(store.find(ID)).isEmpty();
        assertThat(database.get(tables.insights(), Keys.webhook(ID))).isEmpty();
        assertThat(run()).isFalse();
    }

    @Test
    void oneThatIsDeletedWhileItsPlaceIsLostDoesNotComeBack() {
        begun(List.of());
        append("a1");
        database.delete(tables.insights(), Keys.webhook(ID));
        onCall = event -> store.delete(ID);

        run();

        assertThat(database.get(tables.insights(), Keys.webhook(ID))).isEmpty();
    }

    @Test
    void aPlaceThatIsLostIsBegunAnewWithoutWhatWasBeforeTheWebhook() {
        append("a1");
        now = now.plusSeconds(60);
        begun(List.of());
        now = now.plusSeconds(60);
        append("a2");
        run();
        database.delete(tables.insights(), Keys.webhook(ID));
        append("a3");

        run();

        assertThat(delivered).containsExactly("a2", "a2", "a3");
    }

    @Test
    void aPlaceThatTheFeedDoesNotHaveIsBegunAnew() {
        Webhook webhook = begun(List.of());
        append("a1");
        Progress before = progress();
        store.move(webhook, before, before.moved(new FeedPosition(99, 0), List.of()), List.of());

        run();

        assertThat(delivered).containsExactly("a1");
    }

    @Test
    void onlyTheKindsThatWereAskedForAreSent() {
        begun(List.of("redeemed"));
        for (int i = 1; i <= 90; i++) {
            append("a" + i);
        }
        appendKind("redeemed", "b1");

        run();

        assertThat(delivered).containsExactly("b1");
        assertThat(progress().cursor()).isEqualTo(intake.end());
    }

    @Test
    void ofManyEventsThoseThatAreWantedAreSentAllOfThemInOrder() {
        begun(List.of("redeemed"));
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            String[] others = new String[20];
            for (int k = 0; k < others.length; k++) {
                others[k] = "a" + (20 * i + k);
            }
            append(others);
            wanted.add("b" + i);
            appendKind("redeemed", wanted.getLast());
        }

        run();

        assertThat(delivered).isEqualTo(wanted);
        assertThat(progress().cursor()).isEqualTo(intake.end());
    }

    @Test
    void whoIsNotThereIsAskedForAFewMembersOnlyAndThenGetsAll() {
        begun(List.of());
        status = 503;
        Set<String> all = new HashSet<>();
        for (int member = 0; member < 26; member++) {
            for (int i = 1; i <= 20; i += 2) {
                String one = (char) ('a' + member) + Integer.toString(i);
                String two = (char) ('a' + member) + Integer.toString(i + 1);
                append(one, two);
                all.addAll(List.of(one, two));
            }
        }
        for (int member = 0; member < 60; member++) {
            append("member-" + member + "-1");
            all.add("member-" + member + "-1");
        }
        failing.addAll(all);

        run();

        assertThat(delivered).isEmpty();
        assertThat(progress().waiting()).isBetween(1, Intake.MOST_WAITING + Intake.AT_A_TIME);
        assertThat(progress().failing()).isLessThan(Intake.MOST_FAILING + Intake.AT_A_TIME);
        int item = Json.bytes(progress().lanes().stream().map(Lane::write).toList()).length;
        assertThat(item).isLessThan(40_000);

        failing.clear();
        for (int i = 0; i < 50 && progress().nextAt().isPresent(); i++) {
            now = now.plus(Duration.ofMinutes(6));
            run();
        }
        assertThat(new HashSet<>(delivered)).isEqualTo(all);
        inOrder(delivered);
    }

    @Test
    void whereTimeIsOverTheRestIsLeftForTheNext() {
        begun(List.of());
        for (int i = 1; i <= 30; i++) {
            append("a" + i, "b" + i);
        }
        AtomicInteger left = new AtomicInteger(20);

        assertThat(courier(() -> {}).run(ID, () -> left.decrementAndGet() > 0)).isTrue();
        assertThat(delivered.size()).isBetween(1, 30);
        run();

        assertThat(delivered).hasSize(60).doesNotHaveDuplicates();
        inOrder(delivered);
    }

    @Test
    void theLogHasEveryAttemptNewestFirstForThirtyDays() {
        begun(List.of());
        append("a1", "b1");
        failing.add("b1");
        run();
        now = now.plusSeconds(6);
        run();

        DeliveryLog.Page page = log.page(ID, 1, null);
        Map<String, Object> failed = page.deliveries().getFirst();
        assertThat(failed)
                .containsEntry("id", "id-b1")
                .containsEntry("type", "tallystick.entry.earned.v1")
                .containsEntry("entryId", "entry-b1")
                .containsEntry("memberId", "b")
                .containsEntry("seq", 1L)
                .containsEntry("delivered", false)
                .containsEntry(
                        "nextAttemptAt", progress().nextAt().orElseThrow().toString());
        assertThat((List<?>) failed.get("attempts"))
                .hasSize(2)
                .allSatisfy(attempt ->
                        assertThat(((Map<?, ?>) attempt).get("status")).isEqualTo(500L));
        DeliveryLog.Page rest = log.page(ID, 1, page.next());
        assertThat(rest.deliveries().getFirst()).containsEntry("id", "id-a1").containsEntry("delivered", true);
        assertThat(rest.deliveries().getFirst()).doesNotContainKey("nextAttemptAt");
        assertThat(rest.next()).isNull();

        now = now.plus(Duration.ofDays(30));
        assertThat(log.page(ID, 10, null).deliveries()).isEmpty();
    }

    @Test
    void whoIsBehindOrHasSomethingDueIsWokenAndNobodyElse() {
        begun(List.of());
        WakeWebhooks wake = new WakeWebhooks(store, intake, wakeUps(new SentMessages()), this::now);
        assertThat(wake.due()).isEmpty();

        append("a1");
        assertThat(wake.due()).containsExactly(ID);
        failing.add("a1");
        run();
        assertThat(wake.due()).isEmpty();
        now = now.plusSeconds(6);
        assertThat(wake.due()).containsExactly(ID);
        database.delete(tables.insights(), Keys.webhook(ID));
        assertThat(wake.due()).as("its place is lost").containsExactly(ID);
    }

    @Test
    void thereAreNeverMoreThanTwenty() {
        List<Boolean> made = Threads.concurrently(
                8,
                30,
                i -> store.create(
                        webhook("wh-" + ("b" + (char) ('a' + i % 26)).repeat(10), i), Progress.from(intake.end())));

        assertThat(made.stream().filter(done -> done)).hasSize(WebhookStore.MOST);
        assertThat(store.all()).hasSize(WebhookStore.MOST);
        assertThat(store.delete(store.all().getFirst().webhookId())).isTrue();
        assertThat(store.create(webhook(ID, 0), Progress.from(intake.end()))).isTrue();
    }

    @Test
    void aPlaceWithLanesIsWrittenAndRead() {
        Progress progress = new Progress(
                7,
                new FeedPosition(12, 3),
                now,
                List.of(new Lane("m", 3, now, List.of(new Lane.Waiting(new FeedPosition(2, 1), 5)))),
                new Progress.Disabled(now, Progress.Reason.GONE));

        assertThat(Progress.read(progress.write(ID))).isEqualTo(progress);
        assertThatThrownBy(() -> Progress.read(progress.write(ID).put("lanes", "{}")))
                .isInstanceOf(IllegalStateException.class);
    }

    private Webhook begun(List<String> kinds) {
        Webhook webhook = new Webhook(
                ID,
                "https://hooks.example.com/",
                new TreeSet<>(kinds),
                now,
                new WebhookSecret(ID, 1, "1"),
                null,
                List.of());
        assertThat(store.create(webhook, Progress.from(intake.end()))).isTrue();
        return webhook;
    }

    private Webhook webhook(String id, int i) {
        return new Webhook(
                i >= 26 ? id.substring(0, 22) + "z" : id,
                "https://hooks.example.com/",
                new TreeSet<>(),
                now,
                new WebhookSecret(id, 1, "1"),
                null,
                List.of());
    }

    private void enable(Webhook webhook) {
        Progress before = progress();
        assertThat(store.move(webhook, before, before.enabled(now), List.of())).isTrue();
    }

    private Progress progress() {
        return store.progress(store.find(ID).orElseThrow());
    }

    /** Without waiting for what is due soon. */
    private boolean run() {
        AtomicBoolean waits = new AtomicBoolean();
        return courier(() -> waits.set(true)).run(ID, () -> !waits.get());
    }

    private void runOrCrash(Random random) {
        AtomicInteger left = new AtomicInteger(20 + random.nextInt(60));
        try {
            courier(() -> now = now.plusSeconds(1)).run(ID, () -> left.decrementAndGet() > 0);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("could not be called");
        }
    }

    private Courier courier(Runnable pause) {
        Post post = (target, headers, body, longest) -> {
            String event = headers.get("webhook-id").substring(3);
            tried.add(event);
            onCall.on(event);
            if (failing.contains(event)) {
                return new Post.Answer(status, null);
            }
            delivered.add(event);
            return new Post.Answer(200, null);
        };
        return new Courier(
                store,
                intake,
                new Sender(() -> KEYS, post, false, this::now),
                log,
                new RetrySchedule(() -> 0),
                this::now,
                pause);
    }

    private WakeUps wakeUps(SentMessages queue) {
        return new WakeUps(database, tables, queue.client(), "deliveries");
    }

    private Instant now() {
        return now;
    }

    private static void inOrder(List<String> events) {
        Map<String, Integer> last = new HashMap<>();
        for (String event : events) {
            Integer before = last.put(member(event), number(event));
            assertThat(before == null || before < number(event))
                    .as(event + " in " + events)
                    .isTrue();
        }
    }

    private static String member(String event) {
        return event.replaceFirst("[0-9]+$", "");
    }

    private static int number(String event) {
        return Integer.parseInt(event.substring(member(event).length()));
    }

    private void append(String... events) {
        appendKind("earned", events);
    }

    private void appendKind(String kind, String... events) {
        List<Map<String, Object>> chunk = IntStream.range(0, events.length)
                .mapToObj(i -> Map.<String, Object>of(
                        "id", "id-" + events[i],
                        "type", "tallystick.entry." + kind + ".v1",
                        "time", now.toString(),
                        "subject", member(events[i]),
                        "sequence", "%012d".formatted(number(events[i])),
                        "correlationid", "c-1",
                        "data", Map.of("entryId", "entry-" + events[i], "recordedAt", now.toString())))
                .toList();
        assertThat(database.transactIfUnchanged(feed.appending(chunk, feed.chunks())))
                .isTrue();
    }
}
