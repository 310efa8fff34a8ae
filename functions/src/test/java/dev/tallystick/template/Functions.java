package dev.tallystick.template;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long functions may take: what an HTTP API calls must end before the API gives up, everything before Lambda does. */
final class Functions {

    private static final int OF_AN_HTTP_API = 30;
    private static final int OF_LAMBDA = 900;

    private Functions() {}

    static Stream<String> faults(Deployed deployed) {
        Set<String> called = deployed.ids("AWS::Lambda::Permission").stream()
                .map(deployed::properties)
                .filter(permission -> "apigateway.amazonaws.com".equals(permission.get("Principal")))
                .map(permission -> deployed.function(permission.get("FunctionName")))
                .collect(Collectors.toSet());
        return deployed.sorted("AWS::Lambda::Function").flatMap(id -> {
            long timeout = Values.number(deployed.properties(id), "Timeout");
            boolean inTime = called.contains(id) ? timeout < OF_AN_HTTP_API : timeout <= OF_LAMBDA;
            return timeout > 0 && inTime ? Stream.empty() : Stream.of(id + " may take " + timeout + " s");
        });
    }
}
