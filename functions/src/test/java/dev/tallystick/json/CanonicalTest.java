package dev.tallystick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

    /** The sorting example of RFC 8785, section 3.2.3: by UTF-16 units, so the smiley comes before U+FB33. */
    @Test
    void keysAreSortedByTheirUtf16Units() throws Json.Malformed {
        String canonical = canonical("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""");

        assertThat(canonical)
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** The string of RFC 8785, section 3.2.2. */
    @Test
    void stringsHaveTheShortestEscapes() throws Json.Malformed {
        assertThat(canonical("[\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\", null, true, false]"))
                .isEqualTo("[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",null,true,false]");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.50, 1.5", "1.000, 1", "0.0, 0", "-0.0, 0", "-0, 0", "0.125, 0.125", "100, 100"})
    void equalNumbersHaveOneForm(String written, String canonical) throws Json.Malformed {
        assertThat(canonical(written)).isEqualTo(canonical);
    }

    @Test
    void numbersWhoseFormWouldBeAnotherAreNotWritten() {
        assertThatThrownBy(() -> Canonical.text(1L << 54)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Canonical.text(new BigDecimal("0.0000001")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Canonical.text(Map.of("a", 1.5f))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String json) throws Json.Malformed {
        return Canonical.text(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
