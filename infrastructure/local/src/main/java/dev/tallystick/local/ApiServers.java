package dev.tallystick.local;

import dev.tallystick.local.control.Control;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.http.HttpApi;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.wire.HttpPart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where HTTP APIs listen: the first of the template on the port that was asked for, each further one on a free port. */
final class ApiServers implements AutoCloseable {

    private final HttpPart first;
    private final Map<String, HttpPart> byId = new LinkedHashMap<>();

    ApiServers(HttpPart first, List<String> ids) {
        this.first = first;
        ids.forEach(id -> byId.put(id, byId.isEmpty() ? first : HttpPart.bindFree()));
    }

    String firstUrl() {
        return first.url();
    }

    /** The addresses by the APIs' logical ids. */
    Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        byId.forEach((id, server) -> urls.put(id, server.url()));
        return urls;
    }

    /** Begins to answer; the control endpoint is on the first port only. */
    void serve(Plan plan, Fleet fleet, Control control) {
        Map<HttpPart, HttpApi> apis = new HashMap<>();
        plan.apis()
                .forEach(api ->
                        apis.put(Objects.requireNonNull(byId.get(api.id())), new HttpApi(api, fleet, plan.account())));
        first.serve(exchange -> {
            HttpApi api = apis.get(first);
            if (Control.isFor(exchange)) {
                control.handle(exchange);
            } else if (api != null) {
                api.handle(exchange);
            } else {
                Control.refuse(exchange, 404, "Not Found");
            }
        });
        apis.forEach((server, api) -> {
            if (!server.equals(first)) {
                server.serve(api::handle);
            }
        });
    }

    @Override
    public void close() {
        first.close();
        byId.values().forEach(HttpPart::close);
    }
}
