package dev.tallystick.token;

import java.util.Map;
import java.util.Optional;

/** What a token that was found to be good says. It is signed, so what is missing or of another type is our own fault. */
public final class Claims {

    private final Map<?, ?> values;

    Claims(Map<?, ?> values) {
        this.values = values;
    }

    /** @throws IllegalStateException where there is no such text */
    public String text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseThrow(() -> new IllegalStateException("a token of ours lacks " + name));
    }

    /** @throws IllegalStateException where there is no such whole number */
    public long number(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .orElseThrow(() -> new IllegalStateException("a token of ours lacks " + name));
    }
}
