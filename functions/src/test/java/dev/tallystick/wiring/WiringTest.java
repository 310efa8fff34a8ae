package dev.tallystick.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "LEDGER_TABLE", "ledger",
            "MEMBERS_TABLE", "members",
            "INSIGHTS_TABLE", "insights",
            "WALLET_TOKEN_KEYS_SECRET", "wallet-token-keys",
            "MEMBER_CODE_KEYS_SECRET", "member-code-keys",
            "INSTALLATION", "tallystick-test",
            "PROGRAM_CACHE_SECONDS", "60",
            "KEY_CACHE_SECONDS", "60");

    @Test
    void theClockIsOffsetByTheEnvironment() {
        Map<String, String> later = new HashMap<>(ENVIRONMENT);
        later.put("CLOCK_OFFSET", "P30D");

        assertThat(wiring(later).clock().instant()).isAfter(Instant.now().plus(Duration.ofDays(29)));
        assertThat(wiring(ENVIRONMENT).clock().instant()).isBefore(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void anOffsetThatIsNoneFailsTheStart() {
        Map<String, String> wrong = new HashMap<>(ENVIRONMENT);
        wrong.put("CLOCK_OFFSET", "tomorrow");

        assertThatThrownBy(() -> wiring(wrong)).isInstanceOf(DateTimeParseException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEDGER_TABLE",
                "MEMBERS_TABLE",
                "INSIGHTS_TABLE",
                "PROGRAM_CACHE_SECONDS",
                "KEY_CACHE_SECONDS",
                "WALLET_TOKEN_KEYS_SECRET",
                "MEMBER_CODE_KEYS_SECRET",
                "INSTALLATION"
            })
    void aVariableThatIsMissingFailsTheStart(String name) {
        Map<String, String> incomplete = new HashMap<>(ENVIRONMENT);
        incomplete.remove(name);

        assertThatThrownBy(() -> wiring(incomplete))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    /** The SDK's client wants a region even before it is used. */
    private static Wiring wiring(Map<String, String> environment) {
        System.setProperty("aws.region", "eu-central-1");
        return new Wiring(environment);
    }
}
