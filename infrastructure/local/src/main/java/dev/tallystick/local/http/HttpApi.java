package dev.tallystick.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.ApiSpec;
import dev.tallystick.local.plan.Route;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
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

    private final ApiSpec api;
    private final RouteTable routes;
    private final Optional<Cors> cors;
    private final Fleet fleet;
    private final RequestEvents events;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** That API; the account id is part of what functions are told. */
    public HttpApi(ApiSpec api, Fleet fleet, Account account) {
        this.api = api;
        this.routes = new RouteTable(api.routes());
        this.cors = api.cors().map(Cors::new);
        this.fleet = fleet;
        this.events = new RequestEvents(account.id(), api);
    }

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        Headers out = exchange.getResponseHeaders();
        out.set("Apigw-Requestid", requestId);
        if (cors.isPresent() && Cors.isPreflight(exchange.getRequestMethod(), exchange.getRequestHeaders())) {
            cors.get().preflight(exchange.getRequestHeaders(), out);
            HttpPart.send(exchange, 204, new byte[0]);
            return;
        }
        HttpAnswer answer = answer(exchange, requestId);
        answer.putHeaders(out);
        cors.ifPresent(own -> own.replace(exchange.getRequestHeaders(), out));
        HttpPart.send(exchange, answer.status(), answer.bytes());
    }

    private HttpAnswer answer(HttpExchange exchange, String requestId) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            return HttpAnswer.message(413, "Request Entity Too Large");
        }
        Target target = Target.of(exchange);
        Optional<RouteMatch> match =
                target.pathIn(api.stage()).flatMap(path -> routes.find(exchange.getRequestMethod(), path));
        return match.isEmpty()
                ? HttpAnswer.message(404, "Not Found")
                : call(match.get().route(), events.event(exchange, requestId, target, match.get(), body));
    }

    private HttpAnswer call(Route route, Object event) {
        String payload = Json.text(event);
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> fleet.invoke(route.function(), payload), calls);
        try {
            return switch (answer.get(route.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                case Answer.Success(String json) -> HttpAnswer.of(json).orElseGet(HttpApi::failed);
                case Answer.Failure _ -> failed();
                case Answer.Throttled _ -> HttpAnswer.message(503, "Service Unavailable");
            };
        } catch (TimeoutException _) {
            return HttpAnswer.message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        }
    }

    private static HttpAnswer failed() {
        return HttpAnswer.message(500, "Internal Server Error");
    }
}
