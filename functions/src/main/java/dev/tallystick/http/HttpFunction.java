package dev.tallystick.http;

import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
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
        HttpRequest request;
        try {
            request = HttpRequest.of(Json.parse(event));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not an event of an HTTP API", e);
        }
        long start = System.nanoTime();
        HttpResponse response = answer(request);
        Log.info(
                "answered",
                about(request)
                        .with("status", response.status())
                        .with("code", problem(response))
                        .with("micros", (System.nanoTime() - start) / 1000));
        answer.write(Json.bytes(response.payload()));
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            return endpoint.answer(request);
        } catch (Fields.Invalid e) {
            return Problem.invalid(e.faults()).response();
        } catch (Unavailable | Backoff.Exhausted e) {
            Log.error("busy", about(request), e);
            return Problem.of(ProblemCode.BUSY, "Nothing is lost: send the same request again")
                    .response()
                    .with("Retry-After", "1");
        } catch (RuntimeException e) {
            Log.error("failed", about(request), e);
            return Problem.of(ProblemCode.INTERNAL_ERROR, "Request " + request.id())
                    .response();
        }
    }

    /** The code of a problem; what else answers call a code may be a secret. */
    private static @Nullable Object problem(HttpResponse response) {
        return response.status() < 400 ? null : response.body().get("code");
    }

    private static JsonObject about(HttpRequest request) {
        return new JsonObject()
                .with("requestId", request.id())
                .with("correlationId", request.correlationId())
                .with("route", request.route());
    }
}
