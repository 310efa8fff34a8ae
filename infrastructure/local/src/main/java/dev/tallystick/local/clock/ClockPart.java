package dev.tallystick.local.clock;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.control.ControlPart;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock at the control endpoint: GET tells what it says, POST moves it forward. */
public record ClockPart(LocalClock clock) implements ControlPart {

    private static final String WRONG =
            "forward must be an ISO 8601 duration of days, hours, minutes and seconds above zero, such as P30D or PT1H, and the"
                    + " offset at most P36500D in all";

    @Override
    public void handle(HttpExchange exchange, List<String> path) throws IOException {
        if (!path.isEmpty()) {
            Control.refuse(exchange, 404, "There is nothing below /_local/clock");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange);
            case "POST" -> move(exchange);
            default -> Control.refuse(exchange, 405, "The clock takes GET and POST");
        }
    }

    private void move(HttpExchange exchange) throws IOException {
        try {
            clock.moveForward(forward(HttpPart.text(exchange)).orElse(Duration.ZERO));
            answer(exchange);
        } catch (IllegalArgumentException _) {
            Control.refuse(exchange, 400, WRONG);
        }
    }

    private static Optional<Duration> forward(String body) {
        try {
            return Json.object(body)
                    .flatMap(json -> Json.string(json, "forward"))
                    .map(Duration::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("now", clock.instant().toString());
        state.put("offset", clock.offset().toString());
        HttpPart.answer(exchange, 200, "application/json", Json.bytes(state));
    }
}
