package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a shard was read: the last record dealt with, the window that is open, whether it has ended. */
record ShardState(Optional<String> position, Optional<OpenWindow> window, boolean ended) {

    static final ShardState BEGINNING = new ShardState(Optional.empty(), Optional.empty(), false);

    /** A tumbling window that is open, with what the function last gave as its state. */
    record OpenWindow(Instant start, Map<String, @Nullable Object> state) {}

    ShardState at(Optional<String> position) {
        return new ShardState(position, window, ended);
    }

    ShardState at(String position, Optional<OpenWindow> window) {
        return new ShardState(Optional.of(position), window, ended);
    }

    ShardState withWindow(Optional<OpenWindow> window) {
        return new ShardState(position, window, ended);
    }

    ShardState atItsEnd() {
        return new ShardState(position, Optional.empty(), true);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new HashMap<>();
        position.ifPresent(at -> json.put("position", at));
        window.ifPresent(open -> {
            json.put("windowStart", open.start().toString());
            json.put("state", open.state());
        });
        json.put("ended", ended);
        return json;
    }

    static ShardState of(Map<String, @Nullable Object> json) {
        Optional<OpenWindow> window = Json.string(json, "windowStart")
                .map(start -> new OpenWindow(
                        Instant.parse(start), Json.asObject(json.get("state")).orElse(Map.of())));
        return new ShardState(Json.string(json, "position"), window, Boolean.TRUE.equals(json.get("ended")));
    }
}
