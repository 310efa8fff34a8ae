package dev.tallystick.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.plan.ApiSpec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a request is for. The path is decoded, as functions behind API Gateway get it, so that an encoded slash splits a
 * segment; the query is as it was sent.
 */
record Target(String path, String query) {

    static Target of(HttpExchange exchange) {
        // Not taken apart by URI: for it //a would be a host.
        String sent = exchange.getRequestURI().toString();
        int mark = sent.indexOf('?');
        String path = mark < 0 ? sent : sent.substring(0, mark);
        int scheme = path.indexOf("://");
        if (scheme > 0) {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        String decoded = decode(path.replace("+", "%2B"));
        return new Target(decoded.startsWith("/") ? decoded : "/" + decoded, mark < 0 ? "" : sent.substring(mark + 1));
    }

    /**
     * The path that routes are found by: without the stage, which is its first segment unless it is $default. Nothing where
     * the request is for another stage.
     */
    Optional<String> pathIn(String stage) {
        String prefix = "/" + stage;
        if (stage.equals(ApiSpec.DEFAULT_STAGE)) {
            return Optional.of(path);
        }
        if (path.equals(prefix)) {
            return Optional.of("/");
        }
        return path.startsWith(prefix + "/") ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }

    /** The text decoded, or as it is where its encoding is wrong. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
