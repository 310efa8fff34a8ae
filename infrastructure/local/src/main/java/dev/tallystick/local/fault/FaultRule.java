package dev.tallystick.local.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes wrong with some calls. Without a function it is about every function, without an operation about all of the
 * service; {@code times} bounds how often it fires for one function.
 */
record FaultRule(
        Optional<String> function,
        String service,
        Optional<String> operation,
        Kind kind,
        double rate,
        int milliseconds,
        Optional<Long> times) {

    boolean isAbout(String functionId, String calledService, String calledOperation) {
        return function.map(functionId::equals).orElse(true)
                && service.equals(calledService)
                && operation.map(calledOperation::equals).orElse(true)
                && kind.befalls(calledService, calledOperation);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        function.ifPresent(id -> json.put("function", id));
        json.put("service", service);
        operation.ifPresent(name -> json.put("operation", name));
        json.put("kind", kind.text());
        json.put("rate", rate);
        if (kind == Kind.LATENCY) {
            json.put("milliseconds", milliseconds);
        }
        times.ifPresent(most -> json.put("times", most));
        return json;
    }
}
