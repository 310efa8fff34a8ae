package dev.tallystick.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.demo.Fault;
import dev.tallystick.demo.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {

    private static final Duration DAY = Duration.ofHours(24);

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyPurchaseHasItsTimeWithinTheLoadAndNoneIsBeforeTheOneBefore(Shape shape) {
        List<Duration> times = shape.times(1_000, Duration.ofSeconds(60), Story.read());

        assertThat(times).hasSize(1_000).isSorted();
        assertThat(times.getFirst()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(times.getLast()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void steadyIsTheSameEverySecond() {
        assertThat(Shape.STEADY.times(4, Duration.ofSeconds(2), Story.read()))
                .containsExactly(
                        Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(1_500));
    }

    @Test
    void aSaturdayHasNobodyAtNightAndItsPeakInTheAfternoon() {
        Map<Long, Long> hours = Shape.SATURDAY.times(10_000, DAY, Story.read()).stream()
                .collect(Collectors.groupingBy(Duration::toHours, Collectors.counting()));
        long peak = hours.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();

        assertThat(peak).isBetween(14L, 22L);
        assertThat(hours.values().stream().mapToLong(count -> count).max().orElseThrow())
                .as("a peak is above the even share")
                .isGreaterThan(10_000 / 24 * 3 / 2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 60, steady, RATE",
                "x, 60, steady, RATE",
                "10, -1, steady, DURATION",
                "10, 60, sunday, SHAPE",
                "0.001, 1, steady, RATE times DURATION",
            })
    void whatMakesNoSenseIsNamed(String rate, String seconds, String shape, String named) {
        assertThatThrownBy(() -> LoadPlan.of(new String[] {"", rate, seconds, shape}))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(named);
    }

    @Test
    void aRateAndALengthMakeANumberOfPurchases() {
        Function<String, Integer> purchases =
                rate -> LoadPlan.of(new String[] {"", rate, "60", "hot"}).purchases();

        assertThat(List.of(purchases.apply("10"), purchases.apply("0.5"))).containsExactly(600, 30);
    }
}
