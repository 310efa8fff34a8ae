package dev.tallystick.local.permission;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a call asks for: an action on a resource, and what conditions may look at. A key that is not there is absent. */
public record Access(String action, String resource, Map<String, List<String>> context) {

    /** Names of keys are the same in capitals and small letters. */
    public Access {
        Map<String, List<String>> lower = new HashMap<>();
        context.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        context = Map.copyOf(lower);
    }

    /** An action of which conditions can see no more than what is true of every call. */
    public Access(String action, String resource) {
        this(action, resource, Map.of());
    }

    Access with(Map<String, List<String>> more) {
        Map<String, List<String>> all = new HashMap<>(more);
        all.putAll(context);
        return new Access(action, resource, all);
    }
}
