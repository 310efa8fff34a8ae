package dev.tallystick.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallScopeTest {

    private static final Dimensions ONLINE = Dimensions.ofChannel("online");
    private static final Dimensions IN_STORE = Dimensions.ofChannel("in_store");

    @Test
    void whatIsKnownOfACallStandsInEveryLineOfItAndInNoOther() {
        Lines lines = Lines.of(() -> {
            CallScope.within(about("order-77"), () -> {
                Log.info("first", new JsonObject());
                CallScope.note("channel", "online");
                Log.error("second", new JsonObject(), new IllegalStateException());
                return CallScope.within(about("refund-78"), () -> {
                    Log.info("inner", new JsonObject());
                    return "";
                });
            });
            Log.info("after", new JsonObject());
            return "";
        });

        assertThat(lines.one("first"))
                .containsEntry("correlationId", "order-77")
                .doesNotContainKey("channel");
        assertThat(lines.one("second"))
                .containsEntry("correlationId", "order-77")
                .containsEntry("channel", "online");
        assertThat(lines.one("inner"))
                .containsEntry("correlationId", "refund-78")
                .containsEntry("channel", "online");
        assertThat(lines.one("after")).doesNotContainKeys("correlationId", "channel");
    }

    @Test
    void whatACallCountsIsInTheLineThatEndsItAndNowhereElse() {
        Lines lines = Lines.of(() -> CallScope.within(about("1"), () -> {
            CallScope.count(ONLINE, Metric.PURCHASES, 1);
            CallScope.count(ONLINE, Metric.POINTS_EARNED, 40);
            CallScope.count(ONLINE, Metric.POINTS_EARNED, 2);
            CallScope.count(ONLINE, Metric.POINTS_REDEEMED, 0);
            CallScope.count(Dimensions.NONE, Metric.POINTS_EXPIRED, 7);
            Log.info("before", new JsonObject());
            Log.answered("answered", new JsonObject().with("status", 201));
            return "";
        }));

        assertThat(lines.all()).hasSize(2);
        assertThat(lines.one("before")).doesNotContainKey("_aws");
        assertThat(lines.one("answered"))
                .containsEntry("status", 201L)
                .containsEntry("correlationId", "1")
                .containsEntry("Channel", "online")
                .doesNotContainKey("PointsRedeemed");
        assertThat(lines.metrics())
                .isEqualTo(Map.of(
                        "Purchases{Channel=online}", 1L, "PointsEarned{Channel=online}", 42L, "PointsExpired", 7L));
    }

    @Test
    void aLineHasOneValueOfEachNameSoFurtherChannelsAndCodesHaveTheirOwn() {
        Lines lines = Lines.of(() -> CallScope.within(about("1"), () -> {
            CallScope.count(ONLINE, Metric.REPLAYS, 1);
            CallScope.count(IN_STORE, Metric.REPLAYS, 2);
            CallScope.count(Dimensions.ofRefusal("online", "insufficient-points"), Metric.REFUSALS, 3);
            CallScope.count(Dimensions.ofRefusal("online", "member-not-found"), Metric.REFUSALS, 4);
            Log.answered("batch", new JsonObject());
            return "";
        }));

        assertThat(lines.metrics())
                .isEqualTo(Map.of(
                        "Replays{Channel=online}", 1L,
                        "Replays{Channel=in_store}", 2L,
                        "Refusals{Channel=online, Code=insufficient-points}", 3L,
                        "Refusals{Channel=online, Code=member-not-found}", 4L));
        assertThat(lines.all()).hasSize(3).allSatisfy(line -> assertThat(line).containsEntry("correlationId", "1"));
    }

    @Test
    void whatNoLineToldHasOneAtTheEndAlsoWhereTheCallFails() {
        Lines lines = Lines.of(() -> {
            assertThatThrownBy(() -> CallScope.within(about("1"), () -> {
                        CallScope.count(ONLINE, Metric.PURCHASES, 1);
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            return "";
        });

        assertThat(lines.one("counted")).containsEntry("Purchases", 1L).containsEntry("correlationId", "1");
    }

    @Test
    void aCallThatCountsNothingHasNoMetrics() {
        Lines lines = Lines.of(() -> CallScope.within(about("1"), () -> {
            Log.answered("answered", new JsonObject());
            return "";
        }));

        assertThat(lines.all()).hasSize(1);
        assertThat(lines.one("answered")).doesNotContainKey("_aws");
    }

    @Test
    void theTraceOfTheRuntimeClientStandsInEveryLine() {
        System.setProperty("com.amazonaws.xray.traceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
        try {
            Lines lines = Lines.of(() -> {
                Log.info("traced", new JsonObject());
                return "";
            });

            assertThat(lines.one("traced")).containsEntry("traceId", "1-5759e988-bd862e3fe1be46a994272793");
        } finally {
            System.clearProperty("com.amazonaws.xray.traceHeader");
        }
    }

    @Test
    void namesOfMetricsAreDifferent() {
        assertThat(List.of(Metric.values()).stream().map(Metric::label)).doesNotHaveDuplicates();
    }

    private static JsonObject about(String correlationId) {
        return new JsonObject().with("correlationId", correlationId);
    }
}
