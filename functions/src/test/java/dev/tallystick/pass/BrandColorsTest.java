package dev.tallystick.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be read on a brand's colour. */
class BrandColorsTest {

    @ParameterizedTest
    @CsvSource({
        // colour | what is written on it
        "#000000, ffffff",
        "#ffffff, 000000",
        "#2f6f4f, ffffff",
        "#FFCC00, 000000",
        "#ff0000, 000000",
        "#0000ff, ffffff",
        "#777777, 000000",
    })
    void textIsBlackOrWhiteWhicheverStandsOutMore(String color, String text) {
        assertThat(Integer.toHexString(0x1000000 | BrandColors.of(color).foreground()))
                .isEqualTo("1" + text);
    }

    @Test
    void theContrastIsThatOfTheGuidelines() {
        assertThat(BrandColors.contrast(0x000000, 0xffffff)).isEqualTo(21.0);
        assertThat(BrandColors.contrast(0x777777, 0xffffff)).isBetween(4.47, 4.48);
        assertThat(BrandColors.contrast(0x2f6f4f, 0x2f6f4f)).isEqualTo(1.0);
    }

    @Test
    void onEveryColourTextIsReadable() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            BrandColors colors = new BrandColors(random.nextInt(0x1000000));
            assertThat(BrandColors.contrast(colors.foreground(), colors.background()))
                    .as(colors.toString())
                    .isGreaterThan(4.5);
        }
    }
}
