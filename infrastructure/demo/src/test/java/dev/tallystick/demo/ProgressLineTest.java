package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void isALineForEveryTenthWhereNobodyWatches() {
        assertThat(shown(false, 1_920).lines())
                .hasSize(10)
                .startsWith(" 10 %  192 of 1,920 purchases")
                .endsWith("100 %  1,920 of 1,920 purchases");
    }

    @Test
    void staysOnOneLineOfATerminal() {
        assertThat(shown(true, 1_920))
                .containsOnlyOnce("\n")
                .endsWith("\r[########################################] 100 %  1,920 of 1,920 purchases\n");
    }

    @Test
    void needsNoMoreThanOnePurchase() {
        assertThat(shown(false, 1)).isEqualTo("100 %  1 of 1 purchases\n");
    }

    private String shown(boolean terminal, int purchases) {
        try (ProgressLine line = new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal)) {
            for (int done = 1; done <= purchases; done++) {
                line.played(done, purchases);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
