package dev.tallystick.http;

import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a query parameter by parameter; {@link #finish} tells every fault at once, as {@code Fields} does for a body. */
public final class Query {

    private final Map<?, ?> parameters;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    public Query(HttpRequest request) {
        this.parameters = request.query();
    }

    public @Nullable String text(String name) {
        known.add(name);
        Object value = parameters.get(name);
        return value == null ? null : String.valueOf(value);
    }

    public int integer(String name, int minimum, int maximum, int absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= minimum && Integer.parseInt(text) <= maximum) {
            return Integer.parseInt(text);
        }
        fault(name, "must be a whole number from %d to %d".formatted(minimum, maximum));
        return absent;
    }

    public LocalDate date(String name) {
        String text = text(name);
        try {
            if (text == null) {
                fault(name, "is required");
            } else {
                return Fields.date(text);
            }
        } catch (DateTimeException e) {
            fault(name, "must be a date such as 2026-11-22, from 1900 to 2199");
        }
        return LocalDate.EPOCH;
    }

    public void fault(String name, String detail) {
        faults.add(new Fault("?" + name, detail));
    }

    /** @throws Fields.Invalid when anything was wrong, parameters that nobody asked for included */
    public void finish() {
        parameters.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .limit(10)
                .forEach(name -> fault(Fields.shown(name), "is not a parameter here"));
        if (!faults.isEmpty()) {
            throw new Fields.Invalid(faults);
        }
    }
}
