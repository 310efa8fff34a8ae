package dev.tallystick.http;

import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Dimensions;
import dev.tallystick.log.Log;
import dev.tallystick.log.Metric;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Serves one endpoint behind an HTTP API: whatever happens, the answer is the endpoint's or a problem. */
public final class HttpFunction {

    private final Endpoint endpoint;

    public HttpFunction(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What a request comes to. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(HttpRequest request);
    }

    public void serve(InputStream event, OutputStream answer) throws IOException {
        HttpRequest request = read(event);
        answer.write(CallScope.within(
                about(request), () -> Json.bytes(answered(request).payload())));
    }

    private static HttpRequest read(InputStream event) throws IOException {
        try {
            return HttpRequest.of(Json.parse(event));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not an event of an HTTP API", e);
        }
    }

    private HttpResponse answered(HttpRequest request) {
        long start = System.nanoTime();
        HttpResponse response = answer(request);
        count(response);
        Log.answered("answered", about(response, start));
        return response;
    }

    private static void count(HttpResponse response) {
        Object channel = CallScope.noted("channel");
        if (response.status() == ProblemCode.BUSY.status()) {
            CallScope.count(Dimensions.NONE, Metric.BUSY, 1);
        } else if (response.status() >= ProblemCode.INTERNAL_ERROR.status()) {
            CallScope.count(Dimensions.NONE, Metric.SERVER_FAULTS, 1);
        } else if (response.status() >= 400) {
            CallScope.count(Dimensions.ofRefusal(channel, problem(response)), Metric.REFUSALS, 1);
        } else if (response.isReplay()) {
            CallScope.count(Dimensions.ofChannel(channel), Metric.REPLAYS, 1);
        }
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            return endpoint.answer(request);
        } catch (Fields.Invalid e) {
            return Problem.invalid(e.faults()).response();
        } catch (Unavailable | Backoff.Exhausted e) {
            Log.error("busy", new JsonObject(), e);
            return Problem.of(ProblemCode.BUSY, "Nothing is lost: send the same request again")
                    .response()
                    .with("Retry-After", "1");
        } catch (RuntimeException e) {
            Log.error("failed", new JsonObject(), e);
            return Problem.of(ProblemCode.INTERNAL_ERROR, "Request " + request.id())
                    .response();
        }
    }

    /** The code of a problem; what else answers call a code may be a secret. */
    private static @Nullable Object problem(HttpResponse response) {
        return response.status() < 400 ? null : response.body().get("code");
    }

    private static JsonObject about(HttpResponse response, long start) {
        return new JsonObject()
                .with("status", response.status())
                .with("code", problem(response))
                .with("micros", (System.nanoTime() - start) / 1000);
    }

    private static JsonObject about(HttpRequest request) {
        return new JsonObject()
                .with("requestId", request.id())
                .with("correlationId", request.correlationId())
                .with("route", request.route());
    }
}
