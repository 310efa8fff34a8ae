package dev.tallystick.local.queue;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SQS as its callers see it: moves messages between queues itself, and passes everything else on to ElasticMQ. What that
 * purges it keeps in its database, and would have back when it starts again.
 */
final class QueueService {

    private static final String TARGET = "AmazonSQS.";
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "http2-settings");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String elasticMq;
    private final MoveTasks moves;
    private final Database database;

    QueueService(String elasticMq, MoveTasks moves, Database database) {
        this.elasticMq = elasticMq;
        this.moves = moves;
        this.database = database;
    }

    void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        Optional<Operation> own =
                target.startsWith(TARGET) ? operation(target.substring(TARGET.length())) : Optional.empty();
        if (own.isPresent()) {
            serve(exchange, own.get(), Json.object(body).orElse(Map.of()));
        } else if (isMoveInOldProtocol(body)) {
            answer(exchange, 400, new QueueFault("InvalidAction", "Message moves need the JSON protocol.").answer());
        } else {
            pass(exchange, body, target);
        }
    }

    @FunctionalInterface
    private interface Operation {
        Map<String, ?> answer(Map<String, @Nullable Object> request);
    }

    private Optional<Operation> operation(String name) {
        return switch (name) {
            case "StartMessageMoveTask" -> Optional.of(moves::start);
            case "ListMessageMoveTasks" -> Optional.of(moves::list);
            case "CancelMessageMoveTask" -> Optional.of(moves::cancel);
            default -> Optional.empty();
        };
    }

    private static boolean isMoveInOldProtocol(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.ISO_8859_1);
        return start.matches("(?s)(.*&)?Action=(Start|Cancel)MessageMoveTask(&.*)?");
    }

    private static void serve(HttpExchange exchange, Operation operation, Map<String, @Nullable Object> request)
            throws IOException {
        try {
            answer(exchange, 200, operation.answer(request));
        } catch (QueueFault fault) {
            answer(exchange, 400, fault.answer());
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        HttpPart.answer(exchange, status, "application/x-amz-json-1.0", Json.bytes(answer));
    }

    private void pass(HttpExchange exchange, byte[] body, String target) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(elasticMq + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() == 200) {
            purged(target, body, exchange.getRequestURI()).ifPresent(database::empty);
        }
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            if (isOfTheMessage(header.getKey())) {
                exchange.getResponseHeaders().put(header.getKey(), header.getValue());
            }
        }
        HttpPart.send(exchange, response.statusCode(), response.body());
    }

    private static Optional<String> purged(String target, byte[] body, URI uri) {
        Optional<String> url = target.isEmpty()
                ? purgedInOldProtocol(uri.getRawQuery() + "&" + new String(body, StandardCharsets.UTF_8), uri.getPath())
                : Json.object(body)
                        .filter(_ -> target.equals(TARGET + "PurgeQueue"))
                        .flatMap(request -> Json.string(request, "QueueUrl"));
        return url.map(of -> of.substring(of.lastIndexOf('/') + 1));
    }

    private static Optional<String> purgedInOldProtocol(String form, String path) {
        List<String> fields = List.of(form.split("&", -1));
        return fields.contains("Action=PurgeQueue")
                ? fields.stream()
                        .filter(field -> field.startsWith("QueueUrl="))
                        .map(field ->
                                URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                        .findFirst()
                        .or(() -> Optional.of(path))
                : Optional.empty();
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        }
    }

    private static boolean isOfTheMessage(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
