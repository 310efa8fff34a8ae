package dev.tallystick.bench.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures again, with 10 and 1,000 entries of history, and holds it against {@code docs/units.md}. No time is measured. */
class UnitsTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static List<Measured> measured;
    private static UnitsTable documented;

    @BeforeAll
    static void measure() throws IOException {
        measured = MeasureUnits.measure(ROOT, List.of("10", "1000"));
        documented = UnitsTable.parse(Files.readString(ROOT.resolve("docs/units.md")));
    }

    @Test
    void everyOperationSendsAndTakesWhatIsDocumentedHoweverLongTheHistory() {
        assertThat(measured).hasSizeGreaterThan(60);
        for (Measured each : measured) {
            if (!each.operation().equals("feed append of a message of 100 purchases")) {
                assertThat(each.units().isSame(documented.of(each.operation())))
                        .as(
                                "%s with %s entries takes %s, and docs/units.md says %s: see docs/units.md",
                                each.operation(),
                                each.history(),
                                each.units().text(),
                                documented.of(each.operation()).text())
                        .isTrue();
            }
        }
    }

    /** A chunk is compressed, and ids are random: its size is never quite the same. */
    @Test
    void theFeedSendsWhatIsDocumentedAndTakesAKilobyteMoreAtMost() {
        Measured feed = measured.stream()
                .filter(each -> each.operation().equals("feed append of a message of 100 purchases"))
                .findFirst()
                .orElseThrow();
        Units says = documented.of(feed.operation());

        assertThat(feed.units().requests()).isEqualTo(says.requests());
        assertThat(feed.units().items()).isEqualTo(says.items());
        assertThat(feed.units().insightsRead()).isEqualTo(says.insightsRead());
        assertThat(feed.units().insightsWrite()).isBetween(says.insightsWrite() - 2, says.insightsWrite() + 2);
    }

    @Test
    void nothingElseIsDocumented() {
        assertThat(documented.rows().keySet().stream().filter(name -> !name.contains("100,000")))
                .containsExactlyInAnyOrderElementsOf(
                        measured.stream().map(Measured::operation).distinct().toList());
    }

    @Test
    void allBudgetsAreMet() {
        assertThat(Budgets.of(new UnitsTable(measured))).hasSize(5).allMatch(line -> line.endsWith(" met"));
        assertThat(Budgets.of(documented)).allMatch(line -> line.endsWith(" met"));
    }
}
