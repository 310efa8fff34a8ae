package dev.tallystick.local.http;

import com.sun.net.httpserver.Headers;
import dev.tallystick.local.plan.CorsSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers for other origins, as API Gateway does where an API configures CORS. */
record Cors(CorsSpec spec) {

    private static final String PREFIX = "access-control-";

    /** A preflight request has both headers; others with the method OPTIONS go to their route. */
    static boolean isPreflight(String method, Headers request) {
        return method.equals("OPTIONS")
                && request.containsKey("Origin")
                && request.containsKey("Access-Control-Request-Method");
    }

    void preflight(Headers request, Headers response) {
        allowedOrigin(request).ifPresent(origin -> {
            putOrigin(response, origin);
            put(response, "Access-Control-Allow-Methods", spec.methods());
            put(response, "Access-Control-Allow-Headers", spec.headers());
            spec.maxAgeSeconds().ifPresent(age -> response.set("Access-Control-Max-Age", Long.toString(age)));
        });
    }

    /** Takes the function's own headers of CORS away and puts the configured ones. */
    void replace(Headers request, Headers response) {
        List.copyOf(response.keySet()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .forEach(response::remove);
        allowedOrigin(request).ifPresent(origin -> {
            putOrigin(response, origin);
            put(response, "Access-Control-Expose-Headers", spec.exposedHeaders());
        });
    }

    private Optional<String> allowedOrigin(Headers request) {
        String origin = request.getFirst("Origin");
        if (origin == null) {
            return Optional.empty();
        }
        return spec.origins().stream()
                .filter(allowed -> matches(allowed, origin))
                .findFirst()
                .map(allowed -> allowed.equals("*") ? "*" : origin);
    }

    private static boolean matches(String allowed, String origin) {
        return allowed.equals("*")
                || allowed.equals(origin)
                || (allowed.endsWith("://*") && origin.startsWith(allowed.substring(0, allowed.length() - 1)));
    }

    private void putOrigin(Headers response, String origin) {
        response.set("Access-Control-Allow-Origin", origin);
        if (spec.credentials()) {
            response.set("Access-Control-Allow-Credentials", "true");
        }
    }

    private static void put(Headers response, String name, List<String> values) {
        if (!values.isEmpty()) {
            response.set(name, String.join(",", values));
        }
    }
}
