package dev.tallystick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void everyFaultIsToldWithItsPlace() {
        Fields fields = fields("""
                {"count": 1.5, "name": "", "at": "yesterday", "list": [{"x": 1, "y": 2}, 3], "a/b~c": 1, "id": "ä"}""");
        fields.integer("count", 0, 10);
        fields.text("name", 10);
        fields.instant("at");
        fields.objects("list", 10, element -> element.integer("x", 0, 10));
        fields.match("id", Pattern.compile("[a-z]+"));
        fields.text("missing", 10);

        assertThat(faults(fields))
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/count", "/name", "/at", "/list/0/y", "/list/1", "/id", "/missing", "/a~1b~0c");
    }

    /** Half a character in an answer could not be read by anybody, and a batch keeps its rows' answers. */
    @Test
    void aNameThatIsTooLongIsCutBetweenCharacters() {
        String name = "a".repeat(63) + "\uD83D\uDE00";

        assertThat(faults(fields("{\"" + name + "more\": 1}")))
                .extracting(Fault::pointer)
                .containsExactly("/" + name);
    }

    @Test
    void nullAnEmptyListAndAbsenceAreTheSame() {
        Fields fields = fields("{\"name\": null, \"list\": []}");

        assertThat(fields.optionalText("name", 10)).isNull();
        assertThat(fields.objects("list", 10, element -> element)).isEmpty();
        assertThat(fields.objects("other", 10, element -> element)).isEmpty();
        fields.finish();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z,               2026-11-22T10:00:00Z",
        "2026-11-22T11:00:00+01:00,          2026-11-22T10:00:00Z",
        "2026-11-22t10:00:00.123456789z,     2026-11-22T10:00:00.123Z",
        "2024-02-29T23:59:59-12:00,          2024-03-01T11:59:59Z",
    })
    void instantsTakeAnyOffset(String written, String instant) {
        assertThat(fields("{\"at\": \"" + written + "\"}").instant("at")).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22", "2026-11-22T10:00:00", "2025-02-29T00:00:00Z", "1899-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z", "2026-11-22T25:00:00Z", "now"
            })
    void otherTimesAreRefused(String written) {
        Fields fields = fields("{\"at\": \"" + written + "\"}");
        fields.instant("at");
        assertThat(faults(fields)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0000, 1",
        "0.0000, 0",
        "-0.0, 0",
        "1.00000000000000000000, 1",
        "1.250, 1.25",
        "100, 100",
        "-2, -2"
    })
    void aDecimalHasOneFormHoweverManyZerosItIsWrittenWith(String written, String one) {
        assertThat(Canonical.text(fields("{\"d\": " + written + "}").decimal("d", 1_000)))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0001", "1001", "-1001", "1e20", "1e-20", "\"1\"", "true"})
    void anyOtherDecimalIsRefused(String written) {
        Fields fields = fields("{\"d\": " + written + "}");
        fields.decimal("d", 1_000);
        assertThat(faults(fields)).hasSize(1);
    }

    @Test
    void manyUnknownFieldsAreToldInPart() {
        StringBuilder json = new StringBuilder("{\"f\": 1");
        for (int i = 0; i < 1_000; i++) {
            json.append(",\"").append("x".repeat(500)).append(i).append("\": 1");
        }
        List<Fault> faults = faults(fields(json.append("}").toString()));
        assertThat(faults)
                .hasSizeLessThanOrEqualTo(50)
                .allSatisfy(fault -> assertThat(fault.pointer()).hasSizeLessThan(100));
    }

    private static Fields fields(String json) {
        try {
            return Fields.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static List<Fault> faults(Fields fields) {
        return catchThrowableOfType(Fields.Invalid.class, fields::finish).faults();
    }
}
