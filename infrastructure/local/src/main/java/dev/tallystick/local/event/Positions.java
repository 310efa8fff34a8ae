package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far each shard of one source was read, kept over restarts. */
final class Positions {

    private final KeptFile file;
    private final Map<String, ShardState> states = new LinkedHashMap<>();

    Positions(Path path) {
        this.file = new KeptFile(path);
        Map<String, @Nullable Object> kept = file.read().orElse(Map.of());
        for (String shard : kept.keySet()) {
            Map<String, @Nullable Object> state = Json.asObject(kept.get(shard)).orElse(Map.of());
            states.put(shard, ShardState.of(state));
        }
    }

    synchronized ShardState of(String shard) {
        return states.getOrDefault(shard, ShardState.BEGINNING);
    }

    synchronized boolean isEmpty() {
        return states.isEmpty();
    }

    synchronized void put(String shard, ShardState state) {
        putAll(Map.of(shard, state));
    }

    synchronized void putAll(Map<String, ShardState> changed) {
        states.putAll(changed);
        Map<String, Object> json = new LinkedHashMap<>();
        states.forEach((id, kept) -> json.put(id, kept.toJson()));
        file.write(json);
    }
}
