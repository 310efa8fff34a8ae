package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendingTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "100, 100", "199, 100", "499, 400", "500, 500", "12345, 500"})
    void isInFullHundredsUpToFive(long available, long spent) {
        assertThat(Spending.points(available)).isEqualTo(spent);
    }
}
