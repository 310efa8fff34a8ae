package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tallystick.store.SecretKeys;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Signatures, held against the standard's published vector and its own verifier, which is from another hand. */
class SignatureTest {

    private static final SecretKeys KEYS = SecretKeys.parse("{\"current\": \"2\", \"1\": \"one\", \"2\": \"two\"}");
    private final Instant now = Instant.now();
    private static final String BODY = "{\"type\":\"tallystick.entry.earned.v1\",\"data\":{\"name\":\"Ä\"}}";
    private static final Webhook WEBHOOK = new Webhook(
            "wh-a",
            "https://x.example",
            new TreeSet<>(),
            Instant.parse("2026-11-22T10:00:00Z"),
            new WebhookSecret("wh-a", 1, "1"),
            null,
            List.of());

    @Test
    void thePublishedVectorIsMet() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(Signature.of(
                        List.of(new SecretKeySpec(key, "HmacSHA256")),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theVerifierOfTheStandardTakesWhatIsSignedAndNothingElse() {
        String signature = signature(WEBHOOK, now);
        String secret = WEBHOOK.secret().shown(KEYS);

        assertThatCode(() -> verify(secret, signature, BODY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(secret, signature, BODY + " "))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(new WebhookSecret("wh-b", 1, "1").shown(KEYS), signature, BODY))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void afterARotationBothSecretsVerifyUntilTheOldOneEnds() {
        Webhook rotated = WEBHOOK.rotated("2", now.minusSeconds(60), Duration.ofDays(1));
        String both = signature(rotated, now);

        assertThat(both.split(" ", -1)).hasSize(2).doesNotHaveDuplicates();
        assertThatCode(() -> verify(WEBHOOK.secret().shown(KEYS), both, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> verify(rotated.secret().shown(KEYS), both, BODY)).doesNotThrowAnyException();

        String later = signature(rotated, now.minusSeconds(60).plus(Duration.ofDays(1)));
        assertThat(later.split(" ", -1)).hasSize(1);
    }

    @Test
    void everyOlderSecretKeepsItsOwnEndAndOfManyTheOldestGoes() {
        Webhook webhook = WEBHOOK;
        for (int i = 0; i < 5; i++) {
            webhook = webhook.rotated("2", now.plusSeconds(i), Duration.ofHours(1));
        }
        assertThat(webhook.secretsAt(now.plusSeconds(5)).stream().map(WebhookSecret::generation))
                .containsExactly(6L, 5L, 4L, 3L);
        assertThat(webhook.secretsAt(now.plusSeconds(3600 + 3)).stream().map(WebhookSecret::generation))
                .containsExactly(6L, 5L);
        assertThat(webhook.rotated("2", now.plusSeconds(6), Duration.ZERO).secretsAt(now.plusSeconds(6)))
                .hasSize(1);
    }

    @Test
    void aSecretIsDerivedAndHasTheFormOfTheStandard() {
        String first = WEBHOOK.secret().shown(KEYS);

        assertThat(first).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(first.substring(6))).hasSize(32);
        assertThat(List.of(
                        first,
                        new WebhookSecret("wh-a", 2, "1").shown(KEYS),
                        new WebhookSecret("wh-a", 1, "2").shown(KEYS),
                        new WebhookSecret("wh-b", 1, "1").shown(KEYS)))
                .doesNotHaveDuplicates();
        assertThat(WEBHOOK.secret().shown(KEYS)).isEqualTo(first);
    }

    @Test
    void aWebhookIsWrittenAndReadWithoutASecret() {
        Webhook rotated = new Webhook(
                        "wh-a",
                        "https://x.example/?a=b",
                        new TreeSet<>(List.of("redeemed", "earned")),
                        now,
                        WEBHOOK.secret(),
                        null,
                        List.of())
                .rotated("2", now, Duration.ofDays(1))
                .rotated("2", now.plusSeconds(1), Duration.ofHours(1));

        assertThat(Webhook.read(rotated.write())).isEqualTo(rotated);
        assertThat(Webhook.read(WEBHOOK.write())).isEqualTo(WEBHOOK);
        assertThat(rotated.write().attributes().toString())
                .doesNotContain("whsec_")
                .doesNotContain(rotated.secret().shown(KEYS).substring(6));
    }

    private String signature(Webhook webhook, Instant at) {
        return Signature.of(
                webhook.secretsAt(at).stream().map(secret -> secret.key(KEYS)).toList(), "e1", now, BODY);
    }

    private void verify(String secret, String signature, String body) throws Exception {
        new com.standardwebhooks.Webhook(secret)
                .verify(
                        body,
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id",
                                        List.of("e1"),
                                        "webhook-timestamp",
                                        List.of(Long.toString(now.getEpochSecond())),
                                        "webhook-signature",
                                        List.of(signature)),
                                (name, value) -> true));
    }
}
