package dev.tallystick.local.plan;

import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Properties;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which pages of other origins may call an HTTP API, and how. */
public record CorsSpec(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposedHeaders,
        Optional<Long> maxAgeSeconds,
        boolean credentials) {

    private static final String NAME = "CorsConfiguration";
    private static final Set<String> METHODS = Set.of("*", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE");
    private static final Set<String> KNOWN =
            Set.of("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "MaxAge", "AllowCredentials");

    // SAM: true allows every origin and says nothing of the rest.
    static Optional<CorsSpec> of(Properties properties) {
        if (properties.mapping().entries().get(NAME) instanceof Node.Mapping) {
            return Optional.of(of(properties, properties.inner(NAME)));
        }
        return properties.truth(NAME)
                ? Optional.of(new CorsSpec(List.of("*"), List.of(), List.of(), List.of(), Optional.empty(), false))
                : Optional.empty();
    }

    private static CorsSpec of(Properties outer, Properties cors) {
        for (String key : cors.mapping().entries().keySet()) {
            if (!KNOWN.contains(key)) {
                throw cors.fault(key, "the local cloud does not know this property");
            }
        }
        List<String> origins = cors.texts("AllowOrigins");
        if (origins.stream().anyMatch(origin -> !origin.matches("\\*|[a-z][a-z0-9+.-]*://[^/]+"))) {
            throw cors.fault("AllowOrigins", "must be * or origins such as https://www.example.com or https://*");
        }
        List<String> methods = cors.texts("AllowMethods");
        if (!METHODS.containsAll(methods)) {
            throw cors.fault("AllowMethods", "must be * or methods of HTTP, in capitals");
        }
        boolean credentials = cors.truth("AllowCredentials");
        if (credentials && origins.contains("*")) {
            throw outer.fault(NAME, "AllowCredentials does not go with every origin, as API Gateway has it");
        }
        return new CorsSpec(
                origins,
                methods,
                cors.texts("AllowHeaders"),
                cors.texts("ExposeHeaders"),
                cors.has("MaxAge") ? Optional.of(cors.number("MaxAge", 0, -1, 86_400)) : Optional.empty(),
                credentials);
    }
}
