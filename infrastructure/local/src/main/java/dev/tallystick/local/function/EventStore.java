package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps events that were accepted until they are dealt with, a file for each, so that no end of the cloud loses them. */
final class EventStore {

    private static final String SUFFIX = ".json";

    private final Path directory;

    EventStore(Path directory) {
        this.directory = directory;
    }

    void keep(AcceptedEvent event) {
        file(event)
                .write(Map.of(
                        "function", event.function().id(),
                        "payload", event.payload(),
                        "acceptedAt", event.acceptedAt().toString(),
                        "attempts", event.attempts()));
    }

    void done(AcceptedEvent event) {
        try {
            Files.deleteIfExists(file(event).path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is still to be done, the oldest first; events of functions that are no more are left where they are. */
    List<AcceptedEvent> kept(List<FunctionSpec> functions) {
        List<AcceptedEvent> events = new ArrayList<>();
        for (Path path : files()) {
            String name = path.getFileName().toString();
            String requestId = name.substring(0, name.length() - SUFFIX.length());
            new KeptFile(path)
                    .read()
                    .flatMap(json -> event(requestId, json, functions))
                    .ifPresent(events::add);
        }
        events.sort(Comparator.comparing(AcceptedEvent::acceptedAt));
        return events;
    }

    private static Optional<AcceptedEvent> event(
            String requestId, Map<String, @Nullable Object> json, List<FunctionSpec> functions) {
        String id = Json.string(json, "function").orElseThrow();
        return functions.stream()
                .filter(function -> function.id().equals(id))
                .findFirst()
                .map(function -> new AcceptedEvent(
                        requestId,
                        function,
                        Json.string(json, "payload").orElseThrow(),
                        Instant.parse(Json.string(json, "acceptedAt").orElseThrow()),
                        ((Number) Objects.requireNonNull(json.get("attempts"))).intValue()));
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeptFile file(AcceptedEvent event) {
        return new KeptFile(directory.resolve(event.requestId() + SUFFIX));
    }
}
