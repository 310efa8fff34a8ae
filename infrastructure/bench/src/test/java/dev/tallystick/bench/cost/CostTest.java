package dev.tallystick.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tallystick.bench.units.UnitsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bill is what the program computes from the units that are documented, and it adds up as one would by hand. */
class CostTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));

    @Test
    void thePageIsWhatTheProgramWrites() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/cost.md")))
                .as("docs/cost.md: run CostPage again")
                .isEqualTo(CostPage.page(ROOT));
    }

    @Test
    void fourWriteUnitsAMillionTimesCostTwoAndAHalfDollars() throws IOException {
        Map<String, Double> bill = Bill.of(Prices.read("us-east-1.txt"), units(), 100);

        assertThat(bill.get("tables: 4 WRU")).isCloseTo(2.50, within(0.001));
        assertThat(bill.get("tables: 2 RRU")).isCloseTo(0.25, within(0.001));
        assertThat(bill.get("index Statement: 1 WRU")).isCloseTo(0.625, within(0.001));
        assertThat(bill.get("Lambda: the function that answers"))
                .isCloseTo(0.20 + 20_000 * 0.0000133334, within(0.001));
    }

    @Test
    void alonePurchasesCostMoreThanThoseThatComeTogether() throws IOException {
        Map<String, Double> busy = Bill.of(Prices.read("us-east-1.txt"), units(), 100);
        Map<String, Double> quiet = Bill.of(Prices.read("us-east-1.txt"), units(), 1);

        assertThat(quiet.keySet()).containsExactlyElementsOf(busy.keySet());
        assertThat(quiet.get("relay: Lambda and Insights")).isGreaterThan(20 * busy.get("relay: Lambda and Insights"));
    }

    private static UnitsTable units() throws IOException {
        return UnitsTable.parse(Files.readString(ROOT.resolve("docs/units.md")));
    }
}
