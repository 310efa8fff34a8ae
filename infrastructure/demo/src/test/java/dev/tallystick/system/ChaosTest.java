package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Answer;
import dev.tallystick.demo.Api;
import dev.tallystick.demo.Connection;
import dev.tallystick.demo.Figures;
import dev.tallystick.demo.Insights;
import dev.tallystick.demo.Played;
import dev.tallystick.demo.Player;
import dev.tallystick.demo.Source;
import dev.tallystick.demo.Story;
import dev.tallystick.demo.TrialBalance;
import dev.tallystick.system.PersistentShop.Acknowledged;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The demo plays, tills send batches and people change their minds, while functions are killed in mid-call, the whole cloud ends
 * twice, answers are lost after commits and everything is delivered twice. In the end all that was acknowledged is there, once.
 */
@Isolated("its clouds take most of two cores, and what runs beside them would wait")
class ChaosTest {

    /** What fails is decided by it; when functions are killed is not. */
    private static final long SEED = Long.getLong("tallystick.chaos.seed", 20_261_122);

    private static final int CUSTOMERS = 16;
    private static final int LIVES = 6;
    private static final int LANES = 3;
    private static final int RESTARTS = 2;
    private static final int PATIENCE = 60;

    @Test
    void whatWasAcknowledgedIsThereOnceWhateverWentWrong() throws Exception {
        Path data = Cloud.dataDirectory();
        ChaosCloud chaos = ChaosCloud.start(data, SEED);
        try {
            Connection connection = Connection.read(data.resolve(Connection.USUAL));
            Api api = new Api(connection.api(), PATIENCE);
            Story story = Story.read().ofTheFirst(CUSTOMERS);
            Player player = new Player(api, connection);
            PersistentShop store = new PersistentShop(
                    api, connection.key(Source.STORE_1), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            store.lifeOf("calm");
            List<String> calm = store.statement("calm");
            long seeded = chaos.now().entries();

            chaos.begin();
            Played played = amongFaults(chaos, story, player, store);
            Map<String, Long> faults = chaos.end();

            assertThat(faults.values()).as("faults that fired: " + faults).allMatch(fired -> fired > 0);
            assertThat(api.repeats()).as("requests that were sent again").isPositive();
            everyLifeIsLikeTheCalmOne(store, calm);
            long entries = chaos.now().entries();
            everyAcknowledgedOperationIsThereOnce(player, story, played, store);
            assertThat(chaos.now().entries())
                    .as("what is told again changes nothing")
                    .isEqualTo(entries);
            assertThat(entries - seeded).isEqualTo(played.entries() + (long) LIVES * calm.size());
            everyQueueIsEmpty(chaos.now());
            theAuditFindsNothing(chaos.now());
            theFiguresAreTheLedgers(chaos.now(), connection, api, entries);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with seed " + SEED + ", data in " + data, e);
        } finally {
            chaos.now().stop();
        }
    }

    private static Played amongFaults(ChaosCloud chaos, Story story, Player player, PersistentShop store)
            throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Played> played = threads.submit(
                    () -> player.play(story, LANES, (purchases, all) -> done.accumulateAndGet(purchases, Math::max)));
            Future<?> lives = threads.submit(() -> {
                for (int life = 0; life < LIVES; life++) {
                    store.lifeOf("c" + life);
                }
            });
            chaos.rage(
                    RESTARTS,
                    () -> done.get() / (double) story.purchases().size(),
                    () -> played.isDone() && lives.isDone());
            lives.get();
            return played.get();
        }
    }

    private static void everyLifeIsLikeTheCalmOne(PersistentShop store, List<String> calm) {
        for (int life = 0; life < LIVES; life++) {
            assertThat(store.statement("c" + life)).isEqualTo(calm);
        }
    }

    private static void everyAcknowledgedOperationIsThereOnce(
            Player player, Story story, Played played, PersistentShop store) {
        Played again = player.play(story, LANES, (purchases, all) -> {});
        assertThat(again.isAllReplayed()).isTrue();
        assertThat(again.entries()).isEqualTo(played.entries());
        assertThat(again.pointsEarned()).isEqualTo(played.pointsEarned());
        assertThat(again.pointsRedeemed()).isEqualTo(played.pointsRedeemed());
        for (Acknowledged operation : store.acknowledged()) {
            Answer repeated = store.post(operation.path(), operation.body());
            assertThat(repeated.replayed()).as(operation.toString()).isTrue();
            assertThat(repeated.text()).isEqualTo(operation.answer());
        }
    }

    private static void everyQueueIsEmpty(Cloud cloud) {
        Cloud.eventually(cloud::depths, depths -> depths.values().stream().allMatch(depth -> depth == 0));
        assertThat(cloud.invoke("SendLeftBehindFunction", "{}").body())
                .containsEntry("unreadable", 0)
                .containsEntry("closed", 0);
    }

    private static void theAuditFindsNothing(Cloud cloud) {
        Cloud.Answer report = cloud.invoke("AuditLedgerFunction", "{\"walk\": \"manual\", \"restart\": true}");
        while (Boolean.FALSE.equals(report.at("done"))) {
            report = cloud.invoke("AuditLedgerFunction", "{\"walk\": \"manual\"}");
        }
        assertThat(report.number("differing")).as(report.text()).isZero();
        assertThat(report.number("members")).isGreaterThanOrEqualTo(CUSTOMERS + LIVES);
    }

    private static void theFiguresAreTheLedgers(Cloud cloud, Connection connection, Api api, long entries) {
        String office = connection.key(Source.OFFICE);
        Cloud.eventually(() -> cloud.feed(office, 500).size(), events -> events >= entries);
        List<Map<String, Object>> feed = cloud.feed(office, 500);
        assertThat(feed.size()).isEqualTo(entries);
        assertThat(feed.stream().map(event -> event.get("id"))).doesNotHaveDuplicates();

        Insights insights = new Insights(api, office);
        TrialBalance balance = Cloud.eventually(insights::trialBalance, found -> found.entries() == entries);
        List<Map<String, Object>> recorded = LedgerFigures.entries(feed);
        assertThat(balance.sum()).isZero();
        assertThat(balance.accounts()).isEqualTo(LedgerFigures.postings(recorded));
        Map<String, Figures> bySource = insights.bySource(
                LocalDate.of(2017, 1, 1), LocalDate.now(ZoneOffset.UTC).plusDays(2));
        assertThat(new ArrayList<>(bySource.keySet())).contains("web", "store-1", "store-2");
        assertThat(LedgerFigures.bySource(recorded)).containsAllEntriesOf(bySource);
    }
}
