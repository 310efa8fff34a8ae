package dev.tallystick.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.Route;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An HTTP API: finds the route, calls its function in payload format 2.0, renders what it answers. */
public final class HttpApi {

    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;
    private static final long INTEGRATION_SECONDS = 30;

    private final RouteTable routes;
    private final Fleet fleet;
    private final RequestEvents events;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** An API with those routes; the account id is part of what functions are told. */
    public HttpApi(List<Route> routes, Fleet fleet, Account account) {
        this.routes = new RouteTable(routes);
        this.fleet = fleet;
        this.events = new RequestEvents(account.id());
    }

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        Target target = Target.of(exchange);
        Optional<RouteMatch> match = routes.find(exchange.getRequestMethod(), target.path());
        if (body.length > MAX_BODY_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            refuse(exchange, 413, "Request Entity Too Large");
        } else if (match.isEmpty()) {
            refuse(exchange, 404, "Not Found");
        } else {
            call(exchange, target, match.get(), body);
        }
    }

    private void call(HttpExchange exchange, Target target, RouteMatch match, byte[] body) throws IOException {
        String event = Json.text(events.event(exchange, target, match, body));
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> fleet.invoke(match.route().function(), event), calls);
        try {
            switch (answer.get(INTEGRATION_SECONDS, TimeUnit.SECONDS)) {
                case Answer.Success(String payload) -> send(exchange, HttpAnswer.of(payload));
                case Answer.Failure _ -> send(exchange, Optional.empty());
                case Answer.Throttled _ -> refuse(exchange, 503, "Service Unavailable");
            }
        } catch (TimeoutException _) {
            refuse(exchange, 503, "Service Unavailable");
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        }
    }

    private static void send(HttpExchange exchange, Optional<HttpAnswer> rendered) throws IOException {
        if (rendered.isPresent()) {
            rendered.get().send(exchange);
        } else {
            refuse(exchange, 500, "Internal Server Error");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        HttpPart.answer(exchange, status, "application/json", Json.bytes(Map.of("message", message)));
    }
}
