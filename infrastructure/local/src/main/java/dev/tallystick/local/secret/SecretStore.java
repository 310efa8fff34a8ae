package dev.tallystick.local.secret;

import dev.tallystick.local.plan.SecretSpec;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps each secret in a file that only its owner reads. */
public final class SecretStore {

    private final Path directory;
    private final Clock clock;
    private final SecretMaker maker = new SecretMaker();

    /** Keeps secrets in that directory. */
    public SecretStore(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    KeptSecret keep(SecretSpec spec) {
        KeptFile file = new KeptFile(directory.resolve(spec.id() + ".json"));
        Map<String, @Nullable Object> kept = file.read().orElseGet(() -> {
            Map<String, @Nullable Object> made = Map.of(
                    "versionId", UUID.randomUUID().toString(),
                    "createdSeconds", clock.instant().getEpochSecond(),
                    "text", maker.text(spec));
            file.write(made);
            return made;
        });
        return new KeptSecret(
                spec.name(),
                spec.arn(),
                Json.string(kept, "versionId").orElseThrow(),
                kept.get("createdSeconds") instanceof Number seconds ? seconds.longValue() : 0,
                Json.string(kept, "text").orElseThrow());
    }
}
