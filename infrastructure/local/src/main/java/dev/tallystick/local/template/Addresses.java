package dev.tallystick.local.template;

import java.util.Map;

/**
 * What is known only once the parts run: where queues and the HTTP API listen, and the streams' ARNs by the logical id of
 * their tables.
 */
public record Addresses(String sqs, String http, Map<String, String> streams) {

    /** For checking a template before anything runs. */
    public static Addresses none() {
        return new Addresses("http://localhost:0", "http://localhost:0", Map.of());
    }
}
