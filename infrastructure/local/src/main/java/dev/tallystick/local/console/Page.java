package dev.tallystick.local.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.control.ControlPart;
import dev.tallystick.local.wire.HttpPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page itself: its document at {@code /_local}, and its files at {@code /_local/console}. */
final class Page {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.(js|css|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    static ControlPart document() {
        return (exchange, path) -> {
            if (path.isEmpty()) {
                send(exchange, "index.html", "text/html; charset=utf-8");
            } else {
                Control.refuse(exchange, 404, "There is no such page");
            }
        };
    }

    static ControlPart files() {
        return Page::file;
    }

    private static void file(HttpExchange exchange, List<String> path) throws IOException {
        Matcher name = NAME.matcher(String.join("/", path));
        if (name.matches()) {
            send(exchange, name.group(), TYPES.getOrDefault(name.group(1), ""));
        } else {
            Control.refuse(exchange, 404, "There is no such file");
        }
    }

    private static void send(HttpExchange exchange, String name, String type) throws IOException {
        try (InputStream file = Page.class.getResourceAsStream("/console/" + name)) {
            if (file == null) {
                Control.refuse(exchange, 404, "There is no such file");
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-cache");
            HttpPart.answer(exchange, 200, type, file.readAllBytes());
        }
    }
}
