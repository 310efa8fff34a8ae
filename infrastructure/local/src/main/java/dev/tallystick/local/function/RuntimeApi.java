package dev.tallystick.local.function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lambda's Runtime API. Each process has a path of its own before the API's, so that one server tells them apart.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final byte[] ACCEPTED = Json.bytes(Map.of("status", "OK"));

    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final HttpPart server = HttpPart.start(this::handle);

    /** What a process has as AWS_LAMBDA_RUNTIME_API. */
    String address(Worker worker) {
        return "127.0.0.1:" + server.port() + "/" + worker.id();
    }

    void add(Worker worker) {
        workers.put(worker.id(), worker);
    }

    void remove(Worker worker) {
        workers.remove(worker.id());
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // /{worker}/2018-06-01/runtime/…
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
        Worker worker = path.size() > 4 ? workers.get(path.get(1)) : null;
        if (worker == null) {
            refuse(exchange, 403, "State.UnauthorizedRuntime");
            return;
        }
        String call = String.join("/", path.subList(4, path.size()));
        if (call.equals("invocation/next")) {
            next(exchange, worker);
        } else if (call.equals("restore/next")) {
            // There is no snapshot to wait for: what was started is what was restored.
            HttpPart.answer(exchange, 200, JSON, ACCEPTED);
        } else if (call.equals("init/error") || call.equals("restore/error")) {
            worker.initFailed(new Answer.Failure(HttpPart.text(exchange)));
            HttpPart.answer(exchange, 202, JSON, ACCEPTED);
        } else if (path.size() == 7 && path.get(4).equals("invocation")) {
            answered(exchange, worker, path.get(5), path.get(6));
        } else {
            refuse(exchange, 404, "UnknownPath");
        }
    }

    private static void next(HttpExchange exchange, Worker worker) throws IOException {
        Optional<Invocation> next;
        try {
            next = worker.next();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            next = Optional.empty();
        }
        if (next.isEmpty()) {
            refuse(exchange, 403, "State.Terminating");
            return;
        }
        Invocation invocation = next.get();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", worker.function().arn());
        headers.set("Lambda-Runtime-Trace-Id", traceId(invocation));
        HttpPart.answer(exchange, 200, JSON, invocation.payload().getBytes(StandardCharsets.UTF_8));
    }

    private static String traceId(Invocation invocation) {
        String hex = invocation.requestId().replace("-", "");
        return String.format(
                Locale.ROOT,
                "Root=1-%08x-%s;Parent=%s;Sampled=0",
                invocation.deadline().getEpochSecond(),
                hex.substring(0, 24),
                hex.substring(16));
    }

    private static void answered(HttpExchange exchange, Worker worker, String requestId, String what)
            throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String body = new String(bytes, StandardCharsets.UTF_8);
        boolean success = what.equals("response");
        boolean tooLarge = success && bytes.length > Failures.MAX_ANSWER_BYTES;
        Answer answer = tooLarge ? Failures.tooLarge() : success ? new Answer.Success(body) : new Answer.Failure(body);
        if (!worker.answered(requestId, answer)) {
            refuse(exchange, 400, "InvalidRequestID");
        } else if (tooLarge) {
            refuse(exchange, 413, "RequestEntityTooLarge");
        } else {
            HttpPart.answer(exchange, 202, JSON, ACCEPTED);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        HttpPart.answer(exchange, status, JSON, Json.bytes(Map.of("errorType", type, "errorMessage", type)));
    }
}
