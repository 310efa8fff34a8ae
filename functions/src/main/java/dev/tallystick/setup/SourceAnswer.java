package dev.tallystick.setup;

import dev.tallystick.access.Source;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Names;
import java.util.Map;

/** A source as it is described, and shown everywhere. */
final class SourceAnswer {

    private SourceAnswer() {}

    static Map<String, Object> of(Source source) {
        return new JsonObject()
                .with("id", source.id())
                .with("channel", Names.of(source.channel()))
                .with("name", source.name())
                .with("timeZone", source.timeZone().getId())
                .with("country", source.country())
                .build();
    }
}
