package dev.tallystick.local.event;

import dev.tallystick.local.event.ShardState.OpenWindow;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a function said about a batch of records, and the state that it gave for its window. */
record StreamAnswer(BatchResult result, Optional<OpenWindow> window) {

    static StreamAnswer of(Answer answer, Optional<OpenWindow> before, boolean reportsFailures) {
        BatchResult result = BatchResult.of(answer, reportsFailures);
        if (before.isEmpty()) {
            return new StreamAnswer(result, before);
        }
        Optional<Map<String, @Nullable Object>> state =
                Json.object(answer.payload()).flatMap(object -> Json.asObject(object.get("state")));
        // In a window an answer without a state is a failed call.
        return state.isEmpty()
                ? new StreamAnswer(new BatchResult.Failed(), before)
                : new StreamAnswer(
                        result, Optional.of(new OpenWindow(before.get().start(), state.get())));
    }

    /** How many of the records, from the first, are dealt with. */
    int dealtWith(List<StreamRecord> records) {
        return switch (result) {
            case BatchResult.Done() -> records.size();
            case BatchResult.Failed() -> 0;
            case BatchResult.Partly(Set<String> failed) -> first(records, failed);
        };
    }

    private static int first(List<StreamRecord> records, Set<String> failed) {
        List<String> given = records.stream().map(StreamRecord::sequenceNumber).toList();
        return given.containsAll(failed)
                ? failed.stream().mapToInt(given::indexOf).min().orElse(0)
                : 0;
    }

    boolean failedWhole() {
        return result instanceof BatchResult.Failed;
    }
}
