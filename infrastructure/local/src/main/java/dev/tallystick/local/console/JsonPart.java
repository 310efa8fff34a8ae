package dev.tallystick.local.console;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.control.ControlPart;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A part that answers with JSON: what the function returns, or why it does not. */
record JsonPart(Function<Request, Object> answers) implements ControlPart {

    @Override
    public void handle(HttpExchange exchange, List<String> path) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        try {
            Object answer = answers.apply(Request.of(exchange, path));
            HttpPart.answer(exchange, 200, "application/json", Json.bytes(answer));
        } catch (Problem problem) {
            Control.refuse(exchange, problem.status(), String.valueOf(problem.getMessage()));
        } catch (AwsCall.Refused refused) {
            Control.refuse(exchange, 400, String.valueOf(refused.getMessage()));
        }
    }
}
