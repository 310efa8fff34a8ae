package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Api;
import dev.tallystick.demo.Connection;
import dev.tallystick.demo.Figures;
import dev.tallystick.demo.Insights;
import dev.tallystick.demo.LedgerTable;
import dev.tallystick.demo.Played;
import dev.tallystick.demo.Player;
import dev.tallystick.demo.Source;
import dev.tallystick.demo.Story;
import dev.tallystick.demo.TrialBalance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of {@code make run} and {@code make demo}: real purchases in both channels, told twice, and the books after. */
@OwnCloud
class RetailersYearTest {

    private static final int CUSTOMERS = 80;
    private static final int LANES = 4;

    @Test
    void realPurchasesInBothChannelsAddUpAndToldTwiceChangeNothing() throws InterruptedException {
        Path data = Cloud.dataDirectory();
        Cloud cloud = Cloud.startSeeded(data);
        try {
            Connection connection = Connection.read(data.resolve(Connection.USUAL));
            assertThat(connection.keys()).containsOnlyKeys("web", "store-1", "store-2", "admin");
            Api api = new Api(connection.api());
            LedgerTable ledger = LedgerTable.find(connection.endpoint("dynamodb"));
            Insights insights = new Insights(api, connection.key(Source.OFFICE));
            Story story = Story.read().ofTheFirst(CUSTOMERS);
            Player player = new Player(api, connection);
            long seeded = ledger.count();

            Played first = player.play(story, LANES, (done, all) -> {});
            long entries = ledger.count();
            Played second = player.play(story, LANES, (done, all) -> {});

            assertThat(first.enrolments().acknowledged()).isEqualTo(CUSTOMERS);
            assertThat(first.purchases().acknowledged())
                    .isEqualTo(story.purchases().size());
            assertThat(first.redemptions().acknowledged()).isPositive();
            assertThat(first.enrolments().replayed()
                            + first.purchases().replayed()
                            + first.redemptions().replayed())
                    .isZero();
            assertThat(first.entries()).isEqualTo(entries - seeded);
            assertThat(second.isAllReplayed()).isTrue();
            assertThat(second.pointsEarned()).isEqualTo(first.pointsEarned());
            assertThat(second.pointsRedeemed()).isEqualTo(first.pointsRedeemed());
            assertThat(ledger.count()).isEqualTo(entries);
            theBooksAgree(first, insights, entries);
            theFeedHasEveryEntry(cloud, connection.key(Source.OFFICE), entries);
        } finally {
            cloud.stop();
        }
    }

    private static void theBooksAgree(Played played, Insights insights, long entries) throws InterruptedException {
        TrialBalance balance = awaitCounted(insights, entries);
        Map<String, Figures> bySource = insights.bySource(
                LocalDate.of(2017, 1, 1),
                LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(1));
        Figures all = bySource.values().stream().reduce(Figures::plus).orElseThrow();

        assertThat(balance.sum()).isZero();
        assertThat(balance.accounts())
                .containsEntry("issued", -played.pointsEarned())
                .containsEntry("redeemed", played.pointsRedeemed())
                .containsEntry("available", played.pointsEarned() - played.pointsRedeemed());
        assertThat(bySource).containsKeys("web", "store-1", "store-2");
        assertThat(all.purchases()).isEqualTo(played.purchases().acknowledged());
        assertThat(all.earned()).isEqualTo(played.pointsEarned());
        assertThat(all.redeemed()).isEqualTo(played.pointsRedeemed());
        assertThat(all.crossedOver())
                .isEqualTo(played.customersInBothChannels())
                .isPositive();
        assertThat(all.redeemedEarnedOnline()).isPositive();
        assertThat(all.redeemedEarnedOnline() + all.redeemedEarnedInStore()).isEqualTo(all.redeemed());
    }

    private static void theFeedHasEveryEntry(Cloud cloud, String key, long entries) {
        List<Map<String, Object>> feed = Cloud.eventually(() -> cloud.feed(key, 500), found -> found.size() == entries);
        EventSchema schema = new EventSchema();

        assertThat(feed).allSatisfy(event -> assertThat(schema.faults(event)).isEmpty());
        assertThat(feed.stream().map(event -> event.get("id"))).doesNotHaveDuplicates();
        assertThat(feed.stream().map(event -> event.get("subject") + " " + event.get("sequence")))
                .doesNotHaveDuplicates();
    }

    private static TrialBalance awaitCounted(Insights insights, long entries) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        TrialBalance balance = insights.trialBalance();
        while (balance.entries() != entries) {
            assertThat(System.nanoTime())
                    .as("counted " + balance.entries() + " of " + entries)
                    .isLessThan(end);
            Thread.sleep(200);
            balance = insights.trialBalance();
        }
        return balance;
    }
}
