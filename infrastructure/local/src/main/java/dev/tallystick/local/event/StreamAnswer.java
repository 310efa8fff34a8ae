package dev.tallystick.local.event;

import dev.tallystick.local.event.ShardState.OpenWindow;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function said about a batch of records: how many of them, from the first, are dealt with, and the state that it
 * gave for its window.
 */
record StreamAnswer(Extent extent, int dealtWith, Optional<OpenWindow> window) {

    /** How much of a batch is dealt with. */
    enum Extent {
        ALL,
        /** Those before the first one that it reported as failed, which may be none. */
        PART,
        NONE,
        /** It was throttled: what did not reach the function is no attempt. */
        NOT_CALLED
    }

    static StreamAnswer of(
            Answer answer, List<StreamRecord> records, Optional<OpenWindow> before, boolean reportsFailures) {
        if (answer instanceof Answer.Throttled) {
            return new StreamAnswer(Extent.NOT_CALLED, 0, before);
        }
        Optional<OpenWindow> after = before.flatMap(open -> next(answer, open));
        // In a window an answer without a state is a failed call.
        if (before.isPresent() && after.isEmpty()) {
            return new StreamAnswer(Extent.NONE, 0, before);
        }
        return switch (BatchResult.of(answer, reportsFailures)) {
            case BatchResult.Done() -> new StreamAnswer(Extent.ALL, records.size(), after);
            case BatchResult.Failed() -> new StreamAnswer(Extent.NONE, 0, before);
            case BatchResult.Partly(Set<String> failed) -> upTo(records, failed, after);
        };
    }

    private static Optional<OpenWindow> next(Answer answer, OpenWindow open) {
        return Json.object(answer.payload())
                .flatMap(object -> Json.asObject(object.get("state")))
                .map(state -> new OpenWindow(open.start(), state));
    }

    // A record that was not in the batch cannot have failed: such an answer says nothing about the others.
    private static StreamAnswer upTo(List<StreamRecord> records, Set<String> failed, Optional<OpenWindow> window) {
        List<String> given = records.stream().map(StreamRecord::sequenceNumber).toList();
        int lowest = failed.stream().mapToInt(given::indexOf).min().orElse(-1);
        return lowest < 0 ? new StreamAnswer(Extent.NONE, 0, window) : new StreamAnswer(Extent.PART, lowest, window);
    }
}
