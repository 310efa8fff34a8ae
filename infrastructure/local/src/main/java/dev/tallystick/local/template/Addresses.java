package dev.tallystick.local.template;

import java.util.Map;

/**
 * What is known only once the parts run: where queues listen, where HTTP APIs listen by their logical ids, and the streams'
 * ARNs by the logical ids of their tables.
 */
public record Addresses(String sqs, Map<String, String> apis, Map<String, String> streams) {

    /** For checking a template before anything runs. */
    public static Addresses none() {
        return new Addresses("http://localhost:0", Map.of(), Map.of());
    }
}
