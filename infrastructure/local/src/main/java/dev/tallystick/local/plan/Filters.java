package dev.tallystick.local.plan;

import dev.tallystick.local.event.EventPattern;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads an event's FilterCriteria; a record that matches none of the patterns does not reach the function. */
final class Filters {

    private static final int MOST = 10;
    private static final int LONGEST = 4096;

    private Filters() {}

    /** The patterns; none where everything reaches the function. */
    static List<EventPattern> of(Properties event) {
        Properties criteria = event.inner("FilterCriteria");
        List<EventPattern> patterns = new ArrayList<>();
        for (var filter : Json.objects(criteria.json("Filters"))) {
            String pattern = Json.string(filter, "Pattern")
                    .orElseThrow(() -> criteria.fault("Filters", "needs a text as the Pattern of each filter"));
            patterns.add(pattern(criteria, pattern));
        }
        if (patterns.size() > MOST) {
            throw criteria.fault("Filters", "has more than " + MOST + " filters, which AWS refuses");
        }
        return List.copyOf(patterns);
    }

    private static EventPattern pattern(Properties criteria, String pattern) {
        if (pattern.length() > LONGEST) {
            throw criteria.fault("Filters", "has a Pattern of more than " + LONGEST + " characters, which AWS refuses");
        }
        try {
            return EventPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            throw criteria.fault("Filters", "has the Pattern " + pattern + ", in which " + e.getMessage());
        }
    }
}
