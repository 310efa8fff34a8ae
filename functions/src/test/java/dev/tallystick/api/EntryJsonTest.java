package dev.tallystick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.ledger.BatchRow;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Life;
import dev.tallystick.points.Program;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What entries show of what a till did offline. */
class EntryJsonTest {

    private static final Origin ORIGIN = new Origin(
                    "store-1",
                    Channel.IN_STORE,
                    "till-3",
                    "key",
                    null,
                    LocalDate.parse("2026-11-22"),
                    "request",
                    "request")
            .in(new BatchRow("monday", 7));

    @Test
    void aClockThatWasAheadIsShownAndOneThatWasNotIsNot() {
        List<Map<String, Object>> entries = wholeStory();

        assertThat(entries.stream().filter(entry -> entry.containsKey("clockSuspect")))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry).containsEntry("clockSuspect", true))
                .extracting(entry -> entry.get("kind"))
                .containsExactly("earned", "clawed_back");
    }

    @Test
    void pointsThatBecameDebtAreInThePostingsAndWereEarnedNowhere() {
        assertThat(wholeStory().stream().filter(entry -> entry.get("kind").equals("redeemed")))
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("postings", Map.of("debt", -500L, "redeemed", 500L))
                        .containsEntry("earnedIn", Map.of("online", 0L, "inStore", 0L))
                        .containsEntry("points", -500L));
    }

    private static List<Map<String, Object>> wholeStory() {
        Life life = new Life(Program.shipped());
        life.wholeStory();
        return life.entries().stream().map(EntryJsonTest::json).toList();
    }

    private static Map<String, Object> json(Entry entry) {
        return EntryJson.of(
                new LedgerEntry(entry, ORIGIN, entry.at(), Optional.empty(), Optional.empty()), Program.shipped());
    }
}
