package dev.tallystick.store;

import dev.tallystick.json.Json;
import java.nio.charset.StandardCharsets;
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

    /** Those of a secret, as {@link LazySecret} reads it. */
    public static Supplier<SecretKeys> lazily(Supplier<String> secret, InstantSource clock) {
        return new LazySecret<>(secret, SecretKeys::parse, clock);
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
