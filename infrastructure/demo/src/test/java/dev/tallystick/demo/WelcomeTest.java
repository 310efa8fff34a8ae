package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private static final Connection CONNECTION = new Connection(
            URI.create("http://localhost:3977"),
            Map.of("web", "tsk_w", "store-1", "tsk_1", "admin", "tsk_a"),
            "http://localhost:3977/wallet#a.b.c",
            "http://localhost:3977/till#tsk_t",
            Map.of());

    private final String text = at("2026-11-22T08:15:30.5Z");

    @Test
    void hasThePortAndTheKeysToType() {
        assertThat(text)
                .contains("API=http://localhost:3977", "WEB=tsk_w", "STORE=tsk_1", "ADMIN=tsk_a", "make demo")
                .contains("WALLET='http://localhost:3977/wallet#a.b.c'", "TILL='http://localhost:3977/till#tsk_t'");
    }

    @Test
    void hasACommandForEveryStep() {
        assertThat(text)
                .contains(
                        "$API/health",
                        "$API/v1/members/lookup",
                        "$API/v1/purchases",
                        "$API/v1/redemptions",
                        "$API/v1/members/m-1/entries",
                        "$API/v1/members/m-1/wallet-links",
                        "$API/v1/insights/trial-balance");
    }

    @Test
    void hasNewOperationsAfterARestart() {
        assertThat(text).contains("\"20261122-081530\"", "\"r-20261122-081530\"", "\"2026-11-22T08:15:30Z\"");
        assertThat(at("2026-11-23T08:15:30Z")).doesNotContain("20261122");
    }

    private static String at(String now) {
        return Welcome.text(CONNECTION, "m-1", Instant.parse(now));
    }
}
