package dev.tallystick.local.event;

import dev.tallystick.local.event.ShardState.OpenWindow;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches of records as events, with their window where the source has windows. */
final class StreamEvents {

    private static final int MAX_STATE_BYTES = 1024 * 1024;
    private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

    private final StreamSource source;
    private final String region;
    private final String shard;

    StreamEvents(StreamSource source, String region, String shard) {
        this.source = source;
        this.region = region;
        this.shard = shard;
    }

    Map<String, Object> event(List<StreamRecord> records, Optional<OpenWindow> window) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(
                "Records",
                records.stream()
                        .map(record -> record.event(source.streamArn(), region))
                        .toList());
        window.ifPresent(open -> put(event, open, false, false));
        return event;
    }

    /** The call that ends a window; it has no records. */
    Map<String, Object> last(OpenWindow window, boolean early) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("Records", List.of());
        put(event, window, true, early);
        return event;
    }

    /** The records that make the next batch: at most as many as the source wants, of one window, and no more than 6 MB. */
    List<StreamRecord> nextBatch(List<StreamRecord> records, ShardState state) {
        int size = 0;
        long bytes = 0;
        while (size < Math.min(records.size(), source.batchSize())) {
            StreamRecord next = records.get(size);
            bytes += next.bytes();
            boolean sameWindow = source.tumblingWindow().isEmpty()
                    || windowStart(next, state).equals(windowStart(records.getFirst(), state));
            if (!sameWindow || (size > 0 && bytes > MAX_EVENT_BYTES)) {
                break;
            }
            size++;
        }
        return List.copyOf(records.subList(0, size));
    }

    /** Whether a record is to reach the function: it matches a filter, or there are none. */
    boolean isWanted(StreamRecord record) {
        return source.filters().isEmpty()
                || source.filters().stream()
                        .anyMatch(filter -> filter.matches(record.event(source.streamArn(), region)));
    }

    private void put(Map<String, Object> event, OpenWindow window, boolean last, boolean early) {
        event.put(
                "window",
                Map.of("start", window.start().toString(), "end", end(window).toString()));
        event.put("state", window.state());
        event.put("shardId", shard);
        event.put("eventSourceARN", source.streamArn());
        event.put("isFinalInvokeForWindow", last);
        event.put("isWindowTerminatedEarly", early);
    }

    /** The open window where the records belong to it, otherwise a new one. */
    OpenWindow windowOf(List<StreamRecord> records, ShardState state) {
        Instant start = windowStart(records.getFirst(), state);
        return state.window()
                .filter(open -> open.start().equals(start))
                .orElseGet(() -> new OpenWindow(start, Map.of()));
    }

    /** Where the record's window starts; a late record belongs to the window that is open. */
    Instant windowStart(StreamRecord record, ShardState state) {
        long seconds = length().toSeconds();
        long start = Math.floorDiv(record.createdAt().getEpochSecond(), seconds) * seconds;
        Instant own = Instant.ofEpochSecond(start);
        return state.window().map(OpenWindow::start).filter(own::isBefore).orElse(own);
    }

    Instant end(OpenWindow window) {
        return window.start().plus(length());
    }

    boolean isTooLarge(OpenWindow window) {
        return Json.bytes(window.state()).length > MAX_STATE_BYTES;
    }

    private Duration length() {
        return source.tumblingWindow().orElse(Duration.ofSeconds(1));
    }
}
