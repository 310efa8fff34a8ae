package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Names;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.webhook.Attempt.Trouble;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Signs a message and sends it once; a line in the log says what came of it, without address or secret. */
final class Sender {

    /** From the name's resolution to the answer's head. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    /** As requests to the interface have it. */
    static final String CORRELATION_ID = "x-correlation-id";

    private final Supplier<SecretKeys> keys;
    private final Post post;
    private final boolean loopback;
    private final InstantSource clock;

    Sender(Supplier<SecretKeys> keys, Post post, boolean loopback, InstantSource clock) {
        this.keys = keys;
        this.post = post;
        this.loopback = loopback;
        this.clock = clock;
    }

    /** Never throws for what the receiver does. */
    Attempt send(Webhook webhook, Message message) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, String> headers = headers(webhook, message, now);
        long start = System.nanoTime();
        Attempt attempt = attempt(webhook, message, headers, now, start);
        Log.info(
                "webhook-called",
                new JsonObject()
                        .with("webhookId", webhook.webhookId())
                        .with("id", message.id())
                        .with("correlationId", message.correlationId())
                        .with("status", attempt.status())
                        .with("error", attempt.trouble() == null ? null : Names.of(attempt.trouble()))
                        .with("micros", attempt.micros()));
        return attempt;
    }

    private Attempt attempt(Webhook webhook, Message message, Map<String, String> headers, Instant now, long start) {
        try {
            Post.Answer answer = post.send(
                    Target.of(webhook.url(), loopback),
                    headers,
                    message.body().getBytes(StandardCharsets.UTF_8),
                    LONGEST);
            return new Attempt(now, answer.status(), null, seconds(answer.retryAfter()), since(start));
        } catch (Target.Unfit e) {
            return failed(now, Trouble.ADDRESS_REFUSED, start);
        } catch (IOException e) {
            return failed(now, trouble(e), start);
        }
    }

    private Map<String, String> headers(Webhook webhook, Message message, Instant now) {
        SecretKeys known = keys.get();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Tallystick");
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put(
                "webhook-signature",
                Signature.of(
                        webhook.secretsAt(now).stream()
                                .map(secret -> secret.key(known))
                                .toList(),
                        message.id(),
                        now,
                        message.body()));
        if (message.correlationId() != null) {
            headers.put(CORRELATION_ID, message.correlationId());
        }
        return headers;
    }

    private static Trouble trouble(IOException e) {
        return switch (e) {
            case Route.Refused _ -> Trouble.ADDRESS_REFUSED;
            case UnknownHostException _ -> Trouble.UNKNOWN_HOST;
            case SocketTimeoutException _ -> Trouble.TIMED_OUT;
            case SSLException _ -> Trouble.TLS_FAILED;
            case Post.Broken _ -> Trouble.BROKEN_ANSWER;
            default -> Trouble.NOT_CONNECTED;
        };
    }

    private static Attempt failed(Instant now, Trouble trouble, long start) {
        return new Attempt(now, null, trouble, null, since(start));
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1000;
    }
}
