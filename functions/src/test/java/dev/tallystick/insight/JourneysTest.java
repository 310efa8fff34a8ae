package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What entries add to ways between the channels, and what an answer makes of it. */
class JourneysTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    /** Days that members took, and their median. */
    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "3 9, 6", "3 8, 5.5", "1 2 900, 2", "1 1 1 1 90, 1", "5 5 6 6, 5.5", "2 1000 1000, 1000"
    })
    void theMedianIsExact(String days, String median) {
        Item row = Item.with(Keys.figures(Keys.JOURNEYS, 1, DAY, Journeys.ONLINE_TO_STORE));
        for (String day : days.split(" ", -1)) {
            row.put("d" + day, row.numberOr("d" + day, 0) + 1);
        }

        Map<?, ?> shown = (Map<?, ?>) Journeys.of(Stream.of(row)).shown().get(Journeys.ONLINE_TO_STORE);

        assertThat(shown.get("members")).isEqualTo((long) days.split(" ", -1).length);
        assertThat(new BigDecimal(String.valueOf(shown.get("medianDays")))).isEqualByComparingTo(median);
    }

    @Test
    void whereNobodyWentThereIsNoMedian() {
        assertThat(Json.text(Journeys.of(Stream.of()).shown()))
                .isEqualTo(
                        "{\"onlineToStore\":{\"members\":0},\"storeToOnline\":{\"members\":0},"
                                + "\"earnedSpent\":{\"online\":{\"online\":0,\"inStore\":0},\"inStore\":{\"online\":0,\"inStore\":0}}}");
    }

    @Test
    void rowsThatWereJustSetToExpireAreReadAsBefore() {
        Item row = Item.with(Keys.figures(Keys.JOURNEYS, 1, DAY, Journeys.STORE_TO_ONLINE))
                .put("d4", 2)
                .put("expiresAt", 1_795_000_000L);

        assertThat(Journeys.of(Stream.of(row)).shown().get(Journeys.STORE_TO_ONLINE))
                .isEqualTo(Map.of("members", 2L, "medianDays", 4L));
    }

    @Test
    void daysOfOneRowAddUp() {
        Item one = Item.with(Keys.figures(Keys.JOURNEYS, 1, DAY, Journeys.STORE_TO_ONLINE))
                .put("d4", 2);
        Item other = Item.with(Keys.figures(Keys.JOURNEYS, 1, DAY.plusDays(1), Journeys.STORE_TO_ONLINE))
                .put("d4", -1)
                .put("d5", 1);

        assertThat(Journeys.of(Stream.of(one, other)).shown().get(Journeys.STORE_TO_ONLINE))
                .isEqualTo(Map.of("members", 2L, "medianDays", new BigDecimal("4.5")));
    }

    @Test
    void whoTookLongerThanThatCountsWithThoseWhoTookAsLong() throws Json.Malformed {
        assertThat(rows("""
                {"kind": "earned", "channel": "in_store",
                 "journey": {"from": "online", "to": "in_store", "on": "2026-11-20", "days": 5000}}"""))
                .isEqualTo(Map.of(
                        new Row(Keys.JOURNEYS, LocalDate.parse("2026-11-20"), Journeys.ONLINE_TO_STORE),
                        Map.of("d1000", 1L)));
    }

    @Test
    void aVoidTakesTheWayAwayFromWhereItWasCounted() throws Json.Malformed {
        assertThat(rows("""
                {"kind": "voided", "channel": "office",
                 "journey": {"from": "in_store", "to": "online", "on": "2026-11-20", "days": 12}}"""))
                .isEqualTo(Map.of(
                        new Row(Keys.JOURNEYS, LocalDate.parse("2026-11-20"), Journeys.STORE_TO_ONLINE),
                        Map.of("d12", -1L)));
    }

    /** A kind, the channel of the entry, the one in which was spent, and the cells that change. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redeemed | in_store |          | {online_inStore=30, inStore_inStore=70}",
                "captured | online   |          | {online_online=30, inStore_online=70}",
                "redeemed | office   |          | {online_inStore=30, inStore_inStore=70}",
                "reversed | office   | online   | {online_online=-30, inStore_online=-70}",
                "restored | in_store | online   | {online_online=-30, inStore_online=-70}",
                "voided   | online   | in_store | {online_inStore=-30, inStore_inStore=-70}",
                "reversed | online   |          | {online_online=-30, inStore_online=-70}",
            })
    void pointsAreTakenFromWhereTheyHadBeenSpent(String kind, String channel, String spentIn, String cells)
            throws Json.Malformed {
        Map<Row, Map<String, Long>> rows =
                rows("""
                {"kind": "%s", "channel": "%s", %s "earnedIn": {"online": 30, "inStore": 70}}""".formatted(kind, channel, spentIn == null ? "" : "\"spentIn\": \"" + spentIn + "\","));

        assertThat(rows.keySet()).containsExactly(new Row(Keys.JOURNEYS, DAY, Journeys.EARNED_SPENT));
        assertThat(rows.values()).singleElement().hasToString(cells);
    }

    private static Map<Row, Map<String, Long>> rows(String entry) throws Json.Malformed {
        Fields fields = Fields.of(Json.parse(entry.getBytes(StandardCharsets.UTF_8)));
        Map<Row, Map<String, Long>> rows = Journeys.rows(fields, DAY);
        assertThat(fields.sound()).isTrue();
        return rows;
    }
}
