package dev.tallystick.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a secret holds. It is read when it is first needed, never before, since a snapshot must not hold it; and again after
 * five minutes, so that what was added is known everywhere before it is used.
 */
public final class LazySecret<T> implements Supplier<T> {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<String> secret;
    private final Function<String, T> parse;
    private final InstantSource clock;
    private volatile Optional<Dated<T>> last = Optional.empty();

    /** @param parse makes of the secret's text what is kept; where it throws, nothing is */
    public LazySecret(Supplier<String> secret, Function<String, T> parse, InstantSource clock) {
        this.secret = secret;
        this.parse = parse;
        this.clock = clock;
    }

    @Override
    public T get() {
        return known().orElseGet(this::read);
    }

    private Optional<T> known() {
        Instant now = clock.instant();
        return last.filter(read -> read.isFresh(now, KEPT)).map(Dated::value);
    }

    /** Whoever comes while it is being read waits for it. */
    private synchronized T read() {
        return known().orElseGet(() -> {
            Instant now = clock.instant();
            T read = parse.apply(secret.get());
            last = Optional.of(new Dated<>(read, now));
            return read;
        });
    }
}
