package dev.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a profile is to become something else. What is absent stays; what is there and empty is taken away.
 *
 * @param consents by name; those that are not named stay
 * @param source that asks
 */
public record ProfileChange(
        Optional<String> name,
        Optional<String> locale,
        Optional<Birthday> birthday,
        Map<String, Boolean> consents,
        String source) {

    public ProfileChange {
        consents = Map.copyOf(consents);
    }

    /** @param date absent where it is to be taken away */
    public record Birthday(@Nullable LocalDate date) {}

    Profile of(Profile before, Instant now) {
        Map<String, Profile.Consent> merged = new TreeMap<>(before.consents());
        consents.forEach((name, given) -> {
            Profile.Consent known = merged.get(name);
            if (known == null || known.given() != given) {
                merged.put(name, new Profile.Consent(given, now, source));
            }
        });
        Profile after = new Profile(
                before.member(),
                before.version(),
                changed(name, before.name(), ProfileChange::unlessEmpty),
                changed(locale, before.locale(), ProfileChange::unlessEmpty),
                changed(birthday, before.birthday(), Birthday::date),
                merged,
                before.identifiers());
        return after.equals(before) ? before : next(after);
    }

    private static Profile next(Profile changed) {
        return new Profile(
                changed.member(),
                changed.version() + 1,
                changed.name(),
                changed.locale(),
                changed.birthday(),
                changed.consents(),
                changed.identifiers());
    }

    private static <T, V> @Nullable V changed(Optional<T> asked, @Nullable V before, Function<T, @Nullable V> value) {
        return asked.isPresent() ? value.apply(asked.get()) : before;
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
