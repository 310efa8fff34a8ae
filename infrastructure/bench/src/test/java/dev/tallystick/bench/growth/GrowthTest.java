package dev.tallystick.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.units.UnitsTable;
import dev.tallystick.ledger.DueAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/growth.md} are what the program computes, of a design that is the one in code and template. */
class GrowthTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));

    @Test
    void thePageShowsWhatTheProgramComputes() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/growth.md"));

        assertThat(page).contains("### What gives first");
        assertThat(page)
                .as("docs/growth.md: run GrowthPage again")
                .isEqualTo(GrowthPage.renewed(page, GrowthPage.tables(ROOT)));
    }

    @Test
    void theDesignIsTheOneThatIsDeployed() throws IOException {
        String template = Files.readString(ROOT.resolve("template.yaml"));

        assertThat(Design.DUE_SHARDS).isEqualTo(DueAccounts.SHARDS);
        for (int part = 0; part < Design.SETTLE_PARTS; part++) {
            assertThat(template)
                    .contains("rate(1 minute), Input: '{\"part\": %d, \"parts\": %d}'"
                            .formatted(part, Design.SETTLE_PARTS));
        }
        for (int part = 0; part < Design.AUDIT_PARTS; part++) {
            assertThat(template)
                    .contains(
                            "\"walk\": \"schedule\", \"part\": %d, \"parts\": %d}".formatted(part, Design.AUDIT_PARTS));
        }
        assertThat(template).doesNotContain("\"part\": %d".formatted(Design.SETTLE_PARTS));
        assertThat(template.split("MaximumBatchingWindowInSeconds: !Ref GatherSeconds\n", -1).length)
                .isEqualTo(template.split("Stream: !GetAtt LedgerTable.StreamArn", -1).length);
        assertThat(template)
                .contains("GatherSeconds:\n    Type: Number\n    Default: %.0f\n"
                        .formatted(Design.BATCHING_WINDOW_SECONDS));
        assertThat(template)
                .contains("Queue: !GetAtt BatchesQueue.Arn\n            BatchSize: 1\n")
                .contains("ScalingConfig: { MaximumConcurrency: %d }".formatted(Design.ROWS_AT_A_TIME));
        for (String queue : List.of("InsightsQueue", "FeedQueue")) {
            assertThat(template)
                    .contains("Queue: !GetAtt " + queue
                            + ".Arn\n            BatchSize: %.0f\n".formatted(Design.MESSAGES_TOGETHER)
                            + "            ScalingConfig: { MaximumConcurrency: %d }".formatted(Design.CALLS_TOGETHER));
            assertThat(template)
                    .containsPattern("  " + queue + ":\n(.+\n)+      VisibilityTimeout: " + Design.VISIBILITY_SECONDS);
        }
    }

    @Test
    void theDesignIsTheOneInTheCode() throws IOException {
        assertThat(code("webhook/Round")).contains("PARALLEL = %d;".formatted(Design.WEBHOOK_CALLS));
        assertThat(code("webhook/Intake"))
                .contains("AT_A_TIME = %d;".formatted(Design.WEBHOOK_TAKES))
                .contains("PAGE = %d;".formatted(Design.WEBHOOK_PAGE))
                .contains("MOST_PAGES = %d;".formatted(Design.WEBHOOK_PAGES));
        assertThat(code("store/Backoff")).contains("LONGEST = Duration.ofSeconds(%d);".formatted(Design.TRIES_SECONDS));
        assertThat(code("log/Beside")).contains("AT_A_TIME = %d;".formatted(Design.AT_A_TIME));
        assertThat(Duration.ofSeconds(Design.SPREAD_SECONDS)).isEqualTo(Duration.ofDays(2));
        assertThat(code("ledger/DueIndex")).contains("SPREAD_SECONDS = Duration.ofDays(2)");
        assertThat(UnitsTable.parse(Files.readString(ROOT.resolve("docs/units.md")))
                        .of("earn, by member id")
                        .tableWrite())
                .isEqualTo(2 * Design.ENTRY_WRITE_UNITS);
    }

    private static String code(String name) throws IOException {
        return Files.readString(ROOT.resolve("functions/src/main/java/dev/tallystick/" + name + ".java"));
    }

    @Test
    void everyFifoQueueHasHighThroughput() throws IOException {
        String template = Files.readString(ROOT.resolve("template.yaml"));

        assertThat(template.split("FifoThroughputLimit: perMessageGroupId", -1).length)
                .isEqualTo(template.split("FifoQueue: true", -1).length)
                .isEqualTo(template.split("DeduplicationScope: messageGroup", -1).length)
                .isGreaterThan(4);
    }

    @Test
    void tenTimesAsMuchTakesTenTimesAsMuch() throws IOException {
        Growth growth = new Growth(UnitsTable.parse(Files.readString(ROOT.resolve("docs/units.md"))));
        double small = share(growth, new Load(10_000_000, 1_000), "settle at a month's end, four runs of four");
        double large = share(growth, new Load(100_000_000, 10_000), "settle at a month's end, four runs of four");

        assertThat(large / small).isBetween(9.99, 10.01);
        assertThat(large).isLessThan(1);
        assertThat(share(growth, new Load(100_000_000, 10_000), "audit within 30 days, four runs of four"))
                .isLessThan(1);
        assertThat(Growth.partitions(new Load(100_000, 10))).isEqualTo(4);
        assertThat(Growth.messages(new Load(100_000, 10), 4)).isEqualTo(10);
        assertThat(growth.at(new Load(100_000_000, 10_000)))
                .filteredOn(figure ->
                        !figure.thing().contains("as it was") && !figure.thing().contains("as they were"))
                // What has to be asked for, and what is not made for all events.
                .filteredOn(figure ->
                        !figure.thing().equals("HTTP API") && !figure.thing().startsWith("one webhook"))
                .allMatch(figure -> figure.share() < 1);
    }

    private static double share(Growth growth, Load load, String thing) {
        return growth.at(load).stream()
                .filter(figure -> figure.thing().equals(thing))
                .findFirst()
                .orElseThrow()
                .share();
    }
}
