package dev.tallystick.local.secret;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.plan.SecretSpec;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets Manager's GetSecretValue for the template's secrets. */
public final class Secrets implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final Map<String, KeptSecret> byNameAndArn;
    private final HttpPart server;

    private Secrets(Map<String, KeptSecret> byNameAndArn) {
        this.byNameAndArn = byNameAndArn;
        this.server = HttpPart.start(this::handle);
    }

    /** Makes what is missing and serves on a free port. */
    public static Secrets start(SecretStore store, List<SecretSpec> specs) {
        Map<String, KeptSecret> secrets = new HashMap<>();
        for (SecretSpec spec : specs) {
            KeptSecret kept = store.keep(spec);
            secrets.put(spec.name(), kept);
            secrets.put(spec.arn(), kept);
        }
        return new Secrets(secrets);
    }

    /** Where it is reached. */
    public String url() {
        return server.url();
    }

    /** What dynamic references in the template come to. */
    public SecretValues values() {
        Map<String, String> texts = new HashMap<>();
        byNameAndArn.forEach((id, secret) -> texts.put(id, secret.text()));
        return new SecretValues(texts);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        Map<String, @Nullable Object> request =
                Json.object(exchange.getRequestBody().readAllBytes()).orElse(Map.of());
        if (!target.equals("secretsmanager.GetSecretValue")) {
            refuse(exchange, "UnknownOperationException", "The local cloud knows GetSecretValue only.");
            return;
        }
        KeptSecret secret = byNameAndArn.get(Json.string(request, "SecretId").orElse(""));
        String stage = Json.string(request, "VersionStage").orElse("AWSCURRENT");
        if (secret == null) {
            refuse(exchange, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        } else if (!stage.equals("AWSCURRENT")
                || !Json.string(request, "VersionId").orElse(secret.versionId()).equals(secret.versionId())) {
            refuse(
                    exchange,
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: " + stage);
        } else {
            HttpPart.answer(exchange, 200, CONTENT_TYPE, Json.bytes(secret.answer()));
        }
    }

    private static void refuse(HttpExchange exchange, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        HttpPart.answer(exchange, 400, CONTENT_TYPE, Json.bytes(Map.of("__type", type, "Message", message)));
    }
}
