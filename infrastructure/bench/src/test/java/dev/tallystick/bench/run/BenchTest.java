package dev.tallystick.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.cold.ColdStarts;
import dev.tallystick.bench.report.PerformancePage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    Path docs;

    /** Once, so that the programs cannot rot; no figure is looked at. */
    @Test
    void everythingIsMeasuredAndWritten() throws Exception {
        Results results = Bench.measure(Site.here(), Effort.TINY);
        PerformancePage.write(results, docs);

        assertThat(results.cold()).containsOnlyKeys(ColdStarts.Kind.values());
        assertThat(results.pure()).isNotEmpty();
        assertThat(results.budgets()).hasSize(10);
        assertThat(results.budgets())
                .allSatisfy(budget -> assertThat(budget.figure()).isNotNegative());
        assertThat(results.hot().wrong()).isZero();
        assertThat(results.hot().attempts())
                .isGreaterThanOrEqualTo(results.hot().millis().count());
        assertThat(docs.resolve("performance.md"))
                .content()
                .contains("## Budgets", "## Warm", "performance-cold.svg")
                .doesNotContain("null", "NaN", System.getProperty("user.home"));
        assertThat(Files.readString(docs.resolve("images/performance-warm.svg")))
                .startsWith("<svg")
                .endsWith("</svg>\n");
    }

    @Test
    void aBudgetEndsItsLineWithMetOrMissed() {
        assertThat(new Budget("warm earn", 1.25, 1.25, " x").line()).isEqualTo("warm earn: 1.25 x, limit 1.25 x, met");
        assertThat(new Budget("warm earn", 1.2501, 1.25, " x").line()).endsWith(" missed");
    }

    @Test
    void quantilesAreValuesThatWereMeasured() {
        Samples samples = Samples.of(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(samples.median()).isEqualTo(2);
        assertThat(samples.quantile(0.99)).isEqualTo(4);
        assertThat(samples.spread()).containsExactly(1, 4);
    }
}
