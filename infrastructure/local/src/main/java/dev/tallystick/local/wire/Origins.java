package dev.tallystick.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells requests that a page elsewhere makes a browser send from all others. */
public final class Origins {

    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private Origins() {}

    /** Whether it is no such request. */
    public static boolean areOwn(HttpExchange exchange) {
        return areOwn(first(exchange, "Host"), first(exchange, "Origin"));
    }

    /**
     * Whether a request with these headers is no such one; empty where it has no such header. A page elsewhere sends its
     * origin; one that has bent its own name to this machine sends that name as host.
     */
    public static boolean areOwn(String host, String origin) {
        return LOCAL.matcher(host).matches() && (origin.isEmpty() || origin.equals("http://" + host));
    }

    private static String first(HttpExchange exchange, String header) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(header);
        return Optional.ofNullable(value).orElse("");
    }
}
