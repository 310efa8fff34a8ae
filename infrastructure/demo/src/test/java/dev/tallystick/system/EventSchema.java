package dev.tallystick.system;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** The schema of events that the documentation gives to those who receive them. */
final class EventSchema {

    private final Schema schema;

    EventSchema() {
        try {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            Files.readString(Path.of(
                                    System.getProperty("tallystick.root"),
                                    "docs/events/tallystick.entry.v1.schema.json")),
                            InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In what an event differs from it. */
    List<String> faults(Map<String, Object> event) {
        return schema.validate(JSON.std.asString(event), InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }
}
