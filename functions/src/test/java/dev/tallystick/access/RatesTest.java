package dev.tallystick.access;

import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.store.Budget;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rate over several processes, each an object of its own on the same table. */
class RatesTest {

    private static final Database DATABASE = new Database(LocalTables.client());

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // rate, processes, requests
        "1, 5, 200",
        "7, 5, 200",
        "20, 3, 300",
        "21, 3, 300",
        "100, 6, 900",
        "1000, 4, 2400",
    })
    void severalProcessesTogetherNeverMakeMoreRequestsThanTheRate(long rate, int processes, int requests) {
        String keyId = ApiKey.draw().keyId();
        List<Rates> all = processes(processes);

        long admitted = concurrently(8, requests, i -> all.get(i % processes).wait(keyId, rate)).stream()
                .filter(java.util.Optional::isEmpty)
                .count();

        assertThat(admitted).as("all ask until nothing is left").isEqualTo(rate);
        now = now.plus(Duration.ofSeconds(59));
        assertThat(all)
                .allSatisfy(process -> assertThat(process.wait(keyId, rate)).contains(Duration.ofSeconds(1)));
    }

    @Test
    void whatAnIdleProcessHasTakenIsLostForTheMinuteAndIsLessThanATwentieth() {
        String keyId = ApiKey.draw().keyId();
        List<Rates> both = processes(2);
        assertThat(both.getFirst().wait(keyId, 200)).isEmpty();

        int admitted = 0;
        while (both.getLast().wait(keyId, 200).isEmpty()) {
            admitted++;
        }

        assertThat(admitted).isEqualTo(190);
        for (int i = 0; i < 9; i++) {
            assertThat(both.getFirst().wait(keyId, 200)).as("it still has it").isEmpty();
        }
        assertThat(both.getFirst().wait(keyId, 200)).isPresent();
    }

    @Test
    void nothingIsTakenOverIntoTheNextMinute() {
        String keyId = ApiKey.draw().keyId();
        Rates early = processes(1).getFirst();
        assertThat(early.wait(keyId, 40)).isEmpty();

        now = now.plus(Duration.ofMinutes(1));
        List<Rates> later = processes(1);
        for (int i = 0; i < 38; i++) {
            assertThat(later.getFirst().wait(keyId, 40)).isEmpty();
        }

        assertThat(early.wait(keyId, 40)).isEmpty();
        assertThat(early.wait(keyId, 40)).isEmpty();
        assertThat(early.wait(keyId, 40))
                .as("one more was left from the minute before")
                .isPresent();
    }

    @Test
    void aKeysRateIsItsOwn() {
        Rates rates = processes(1).getFirst();
        assertThat(rates.wait("one", 1)).isEmpty();
        assertThat(rates.wait("one", 1)).isPresent();

        assertThat(rates.wait("other", 1)).isEmpty();
    }

    @Test
    void aBudgetGivesWhatIsWantedThenWhatIsLeftThenNothing() {
        Budget budget = new Budget(DATABASE, LocalTables.TABLES.members());
        Keys keys = Keys.rate(ApiKey.draw().keyId(), now);

        assertThat(IntStream.range(0, 4).mapToObj(i -> budget.take(keys, 4, 10, now.plusSeconds(3_600))))
                .containsExactly(4L, 4L, 2L, 0L);
        assertThat(budget.take(Keys.rate(ApiKey.draw().keyId(), now), 4, 3, now))
                .isEqualTo(3);
    }

    private List<Rates> processes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Rates(DATABASE, LocalTables.TABLES, () -> now))
                .toList();
    }
}
