package dev.tallystick.local.console;

import dev.tallystick.local.function.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the calls of a function come to. */
record Figures(List<Call> calls) {

    private static final int SPANS = 30;
    private static final Duration SPAN = Duration.ofSeconds(10);

    Map<String, Object> toJson(Instant now) {
        List<Duration> ran = calls.stream()
                .filter(call -> call.outcome() != Call.Outcome.THROTTLED)
                .map(Call::duration)
                .sorted()
                .toList();
        List<Duration> starts = calls.stream()
                .flatMap(call -> call.coldStart().stream())
                .sorted()
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls", calls.size());
        json.put("errors", count(Call.Outcome.FAILED) + count(Call.Outcome.TIMED_OUT));
        json.put("throttles", count(Call.Outcome.THROTTLED));
        percentile(ran, 50).ifPresent(median -> json.put("median", millis(median)));
        percentile(ran, 95).ifPresent(high -> json.put("high", millis(high)));
        json.put("coldStarts", starts.size());
        percentile(starts, 50).ifPresent(median -> json.put("coldMedian", millis(median)));
        json.put("activity", activity(now, false));
        json.put("failures", activity(now, true));
        return json;
    }

    /** The smallest that at least so many of a hundred do not exceed. */
    static Optional<Duration> percentile(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return rank == 0 ? Optional.empty() : Optional.of(sorted.get(rank - 1));
    }

    private long count(Call.Outcome outcome) {
        return calls.stream().filter(call -> call.outcome() == outcome).count();
    }

    // Calls of the last five minutes, ten seconds a number, the oldest first.
    private List<Integer> activity(Instant now, boolean failed) {
        List<Integer> spans = new ArrayList<>(Collections.nCopies(SPANS, 0));
        for (Call call : calls) {
            long back = Duration.between(call.startedAt(), now).dividedBy(SPAN);
            if (back >= 0 && back < SPANS && !(failed && call.outcome() == Call.Outcome.SUCCEEDED)) {
                int span = SPANS - 1 - (int) back;
                spans.set(span, spans.get(span) + 1);
            }
        }
        return spans;
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1_000_000.0;
    }
}
