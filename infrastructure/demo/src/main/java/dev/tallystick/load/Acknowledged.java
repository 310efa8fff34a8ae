package dev.tallystick.load;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a system has promised: each member's operations with the points that they moved, and those of which nobody knows. */
final class Acknowledged {

    private final Map<String, Map<String, Long>> points = new ConcurrentHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    void promised(String member, String operation, long moved) {
        points.computeIfAbsent(member, _ -> new ConcurrentHashMap<>()).put(operation, moved);
    }

    /** It was sent, and what became of it was not told. */
    void unknown(String operation) {
        unknown.add(operation);
    }

    boolean isUnknown(String operation) {
        return unknown.contains(operation);
    }

    Map<String, Long> of(String member) {
        return points.getOrDefault(member, Map.of());
    }

    long operations() {
        return points.values().stream().mapToLong(Map::size).sum();
    }

    long unknownOperations() {
        return unknown.size();
    }
}
