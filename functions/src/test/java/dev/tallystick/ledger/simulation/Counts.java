package dev.tallystick.ledger.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing was reached, so that a simulation that does nothing is noticed. */
final class Counts {

    private final Map<String, Long> byName = new TreeMap<>();

    void add(String name) {
        byName.merge(name, 1L, Math::addExact);
    }

    void addAll(Counts others) {
        others.byName.forEach((name, count) -> byName.merge(name, count, Math::addExact));
    }

    Map<String, Long> byName() {
        return byName;
    }
}
