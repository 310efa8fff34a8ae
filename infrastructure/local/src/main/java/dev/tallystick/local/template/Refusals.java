package dev.tallystick.local.template;

import java.util.Map;
import java.util.TreeMap;

/** Properties that are refused with a reason of their own; all others are refused because nobody here knows them. */
public final class Refusals {

    private static final String OTHERWISE = "the local cloud does not know this property";

    // Its own order is what people read.
    private static final Map<String, Map<String, String>> REASONS = new TreeMap<>(Map.of(
            ResourceType.FUNCTION.type(),
            Map.of(
                    "InlineCode", "the local cloud runs Java, and Java has no inline code: give CodeUri",
                    "ImageUri", "the local cloud runs no container images: give CodeUri",
                    "Layers", "the local cloud has no layers: put what is in them into CodeUri"),
            ResourceType.HTTP_API.type(),
            Map.of(
                    "Auth", "the local cloud has no authorizers: leave it out and let functions say who calls",
                    "DefinitionBody", "the local cloud takes routes from the events of functions",
                    "DefinitionUri", "the local cloud takes routes from the events of functions",
                    "Domain", "the local cloud has no custom domains"),
            "event " + EventType.HTTP_API.type(),
            Map.of("Auth", "the local cloud has no authorizers: leave it out and let functions say who calls")));

    private Refusals() {}

    static String reason(String type, String property) {
        return REASONS.getOrDefault(type, Map.of()).getOrDefault(property, OTHERWISE);
    }

    /** The reasons by property, for a type of resource, or for a type of event after the word event. */
    public static Map<String, String> of(String type) {
        return new TreeMap<>(REASONS.getOrDefault(type, Map.of()));
    }
}
