package dev.tallystick.local.control;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.Origins;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The control endpoint: {@code /_local/<part>/…} goes to that part. A path that begins so never reaches a function. Only
 * pages that this cloud serves itself may call it, so that no other page in a browser can.
 */
public final class Control {

    private static final String ROOT = "/_local";

    private final Map<String, ControlPart> parts = new ConcurrentHashMap<>();

    /** Adds a part; its name is the path's segment after {@code /_local/}, empty for the console itself. */
    public void add(String name, ControlPart part) {
        parts.put(name, part);
    }

    /** The names of all parts. */
    public Set<String> names() {
        return Set.copyOf(parts.keySet());
    }

    /** Whether a request is for it. */
    public static boolean isFor(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path != null && (path.equals(ROOT) || path.startsWith(ROOT + "/"));
    }

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        List<String> path = List.of(
                exchange.getRequestURI().getPath().substring(ROOT.length()).split("/", -1));
        String name = path.size() > 1 ? path.get(1) : "";
        ControlPart part = parts.get(name);
        if (!Origins.areOwn(exchange)) {
            refuse(exchange, 403, "Only this cloud's own pages may call it");
        } else if (part == null) {
            refuse(exchange, 404, "There is no " + ROOT + "/" + name);
        } else {
            part.handle(exchange, path.size() > 2 ? path.subList(2, path.size()) : List.of());
        }
    }

    /** Refuses a request, as the HTTP API words it. */
    public static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        HttpPart.answer(exchange, status, "application/json", Json.bytes(Map.of("message", message)));
    }
}
