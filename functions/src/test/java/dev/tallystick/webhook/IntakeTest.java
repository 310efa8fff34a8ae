package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Requests;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.webhook.Lane.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook takes of feeds by seed: chunks of one event or hundreds, of which it wants all, some, or none. */
class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ID = "wh-" + "a".repeat(20);
    private static final Webhook WEBHOOK = new Webhook(
            ID,
            "https://hooks.example.com/",
            new TreeSet<>(List.of("redeemed")),
            NOW,
            new WebhookSecret(ID, 1, "1"),
            null,
            List.of());

    private final Requests requests = new Requests();
    private final Database database = new Database(LocalTables.client(requests));
    private final Tables tables = LocalTables.another();
    private final FeedStore feed = new FeedStore(database, tables);
    private final Intake intake = new Intake(feed);
    private final List<String> wanted = new ArrayList<>();
    private int events;

    private void append(int size, double share, Random random) {
        List<Map<String, Object>> chunk = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String id = "id-" + ++events;
            boolean isWanted = random.nextDouble() < share;
            if (isWanted) {
                wanted.add(id);
            }
            chunk.add(Map.of(
                    "id",
                    id,
                    "type",
                    "tallystick.entry." + (isWanted ? "redeemed" : "earned") + ".v1",
                    "time",
                    NOW.toString(),
                    "subject",
                    "member-" + random.nextInt(9),
                    "sequence",
                    "%012d".formatted(events),
                    "data",
                    Map.of("entryId", id, "recordedAt", NOW.toString())));
        }
        assertThat(database.transactIfUnchanged(feed.appending(chunk, feed.chunks())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everythingThatIsWantedIsTakenOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        double share = List.of(0.0, 0.01, 0.1, 0.5, 0.9, 1.0).get(random.nextInt(6));
        int largest = List.of(1, 3, 41, 250, 600).get(random.nextInt(5));
        List<String> taken = new ArrayList<>();
        Progress at = Progress.from(FeedPosition.BEGINNING);
        for (int phase = 0; phase < 3; phase++) {
            for (int chunk = random.nextInt(20); chunk > 0; chunk--) {
                append(1 + random.nextInt(largest), share, random);
            }
            while (!at.cursor().equals(intake.end())) {
                Intake.Taken next = intake.next(WEBHOOK, at, NOW);
                assertThat(next.messages()).hasSizeLessThanOrEqualTo(Intake.AT_A_TIME);
                next.messages().values().forEach(message -> taken.add(message.id()));
                matchWhatIsStored(next, at.waiting());
                Progress read = next.progress();
                // As if all of them had been sent, or none.
                at = new Progress(
                        1,
                        read.cursor(),
                        null,
                        random.nextBoolean() && read.waiting() < 300 ? read.lanes() : List.of(),
                        null);
            }
        }
        assertThat(taken).isEqualTo(wanted);
    }

    private void matchWhatIsStored(Intake.Taken taken, int waitingBefore) {
        List<Lane> lanes = taken.progress().lanes();
        List<Waiting> waiting =
                lanes.stream().flatMap(lane -> lane.events().stream()).toList();
        assertThat(waiting).hasSize(waitingBefore + taken.messages().size());
        assertThat(intake.messages(waiting, taken.messages())).isEqualTo(intake.messages(waiting, Map.of()));
        assertThat(lanes)
                .allSatisfy(lane ->
                        assertThat(lane.events()).isSortedAccordingTo(Comparator.comparingLong(Waiting::sequence)));
    }

    @Test
    void aPageIsOneReadOrTwoAndNoEventIsReadAgainToBeSent() {
        Random random = new Random(1);
        for (int chunk = 0; chunk < 20; chunk++) {
            append(200, 0.01, random);
        }
        int before = requests.count();

        Intake.Taken taken = intake.next(WEBHOOK, Progress.from(FeedPosition.BEGINNING), NOW);
        var _ = intake.messages(
                taken.progress().lanes().stream()
                        .flatMap(lane -> lane.events().stream())
                        .toList(),
                taken.messages());

        assertThat(taken.messages()).hasSizeGreaterThan(30);
        // The count of chunks, a first page of 40 events, and eight of up to 500: of three, one begins in a chunk too
        // early.
        assertThat(requests.count() - before).isLessThanOrEqualTo(2 + 8 * 4 / 3 + 1);
    }
}
