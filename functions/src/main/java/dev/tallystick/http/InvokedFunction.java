package dev.tallystick.http;

import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Serves one function that is invoked by itself, not over HTTP: its answer is JSON, or the body of a problem. */
public final class InvokedFunction {

    private final Call call;

    public InvokedFunction(Call call) {
        this.call = call;
    }

    /** What a payload comes to. */
    @FunctionalInterface
    public interface Call {
        Map<String, Object> answer(Fields payload);
    }

    public void serve(InputStream payload, OutputStream answer) throws IOException {
        answer.write(Json.bytes(answer(payload)));
    }

    private Map<String, Object> answer(InputStream payload) throws IOException {
        try {
            return call.answer(Fields.of(Json.parse(payload)));
        } catch (Fields.Invalid e) {
            return Problem.invalid(e.faults()).response().body();
        } catch (Json.Malformed e) {
            return Problem.invalid(List.of(new Fault(e.pointer(), "the payload " + e.getMessage())))
                    .response()
                    .body();
        } catch (Unavailable | Backoff.Exhausted e) {
            Log.error("busy", new JsonObject(), e);
            return Problem.of(ProblemCode.BUSY, "Try again").response().body();
        }
    }
}
