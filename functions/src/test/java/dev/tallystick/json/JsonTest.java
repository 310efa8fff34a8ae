package dev.tallystick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void valuesArePlainJava() throws Json.Malformed {
        assertThat(parse("{\"a\": [1, -2, 1.5, true, null, \"x\"], \"b\": {}}"))
                .isEqualTo(Map.of("a", Arrays.asList(1L, -2L, new BigDecimal("1.5"), true, null, "x"), "b", Map.of()));
        assertThat(parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(parse("9223372036854775808")).isEqualTo(new BigDecimal("9223372036854775808"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{} {}",
                "{}x",
                "NaN",
                "01",
                "+1",
                "'a'",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "1e99999999999",
                "11111111111111111111111111111111111111111"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Json.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"a\": 2}                 | /a",
                "{\"a\": {\"b\": [{\"c\": 1, \"c\": 2}]}} | /a/b/0/c",
                "{\"n\": 1e99999999999}             | /n",
                "{\"n\": [1, 11111111111111111111111111111111111111111]} | /n/1",
                "{\"s\": \"\\ud800\"}               | /s",
            })
    void whatIsRefusedIsNamed(String text, String pointer) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        Json.Malformed.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThatThrownBy(() -> Json.parse("{}".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parse("\ufeff{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Json.Malformed.class);
    }

    @Test
    void invalidUtf8IsRefused() {
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xc3, '"'})).isInstanceOf(Json.Malformed.class);
    }

    @Test
    void nestingIsBounded() throws Json.Malformed {
        parse("[".repeat(Json.MAXIMUM_DEPTH) + "]".repeat(Json.MAXIMUM_DEPTH));
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(Json.Malformed.class);
    }

    /** A batch's rows are written into a queue as they were read: a number that grows in it could never be read there. */
    @ParameterizedTest
    @ValueSource(strings = {"e1", "0e1", "00e1", "000", "e-1", "e-9", "e-39", "e400", "e-400"})
    void whatIsReadCanBeReadAgainOnceItWasWritten(String end) {
        for (String number : List.of("1" + "0".repeat(36) + end, "-12" + end, "0.00000012" + end)) {
            try {
                Object read = Json.parse(number.getBytes(StandardCharsets.UTF_8));
                assertThatCode(() -> Json.parse(Json.bytes(read))).as(number).doesNotThrowAnyException();
            } catch (Json.Malformed e) {
                assertThat(number).as("refused at once").hasSizeGreaterThan(36);
            }
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws Json.Malformed {
        Map<String, Object> value = Map.of("a", List.of(1L, "ü\"\\\n😀", true, new BigDecimal("1.5")));
        assertThat(Json.parse(Json.bytes(value))).isEqualTo(value);
    }

    private static Object parse(String text) throws Json.Malformed {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
