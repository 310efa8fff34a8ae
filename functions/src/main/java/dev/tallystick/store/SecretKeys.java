package dev.tallystick.store;

import dev.tallystick.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * The versions of a secret key: {@code {"current": "2", "1": "…", "2": "…"}}. New data is made with the current one; the
 * others stay for as long as data bears them.
 */
public final class SecretKeys {

    private static final String CURRENT = "current";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final String current;
    private final Map<String, SecretKeySpec> byVersion;

    private SecretKeys(String current, Map<String, SecretKeySpec> byVersion) {
        this.current = current;
        this.byVersion = byVersion;
    }

    /** One version of a key. */
    public record Version(String id, SecretKeySpec key) {}

    /** @throws IllegalStateException when the secret is not of this form */
    public static SecretKeys parse(String secret) {
        try {
            Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
            String current = "";
            if (Json.parse(secret.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields) {
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    String value = String.valueOf(field.getValue());
                    if (CURRENT.equals(field.getKey())) {
                        current = value;
                    } else {
                        keys.put(
                                String.valueOf(field.getKey()),
                                new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                    }
                }
            }
            if (!keys.containsKey(current)) {
                throw new IllegalStateException("a secret names no current key");
            }
            return new SecretKeys(current, keys);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a secret is not JSON", e);
        }
    }

    /**
     * Reads a secret when it is first needed, never before, since a snapshot must not hold it; and again after five
     * minutes, so that a version added is known everywhere before it becomes the current one.
     */
    public static Supplier<SecretKeys> lazily(Supplier<String> secret, InstantSource clock) {
        return new Supplier<>() {
            private volatile Optional<Dated<SecretKeys>> last = Optional.empty();

            @Override
            public SecretKeys get() {
                Instant now = clock.instant();
                Optional<Dated<SecretKeys>> known = last.filter(read -> read.isFresh(now, KEPT));
                if (known.isPresent()) {
                    return known.get().value();
                }
                SecretKeys keys = parse(secret.get());
                last = Optional.of(new Dated<>(keys, now));
                return keys;
            }
        };
    }

    public Version current() {
        return new Version(current, find(current).orElseThrow());
    }

    /** All versions, the current one first. */
    public List<Version> all() {
        List<Version> all = new ArrayList<>();
        all.add(current());
        byVersion.forEach((id, key) -> {
            if (!id.equals(current)) {
                all.add(new Version(id, key));
            }
        });
        return all;
    }

    public Optional<SecretKeySpec> find(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }
}
