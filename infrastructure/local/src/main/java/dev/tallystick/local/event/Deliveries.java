package dev.tallystick.local.event;

import dev.tallystick.local.event.ShardState.OpenWindow;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives a shard's batches to the function until they are dealt with or given up, with Lambda's rules for retries, for
 * splitting and for tumbling windows. The position moves on only after that.
 */
final class Deliveries {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration THROTTLED_WAIT = Duration.ofMillis(500);
    // Times are to the second, and a record may show up a moment after it was written.
    private static final Duration LATE = Duration.ofSeconds(2);

    private final StreamSource source;
    private final Fleet fleet;
    private final Discards discards;
    private final String shard;
    private final Positions positions;
    private final StreamEvents events;

    Deliveries(StreamSource source, Fleet fleet, Discards discards, String region, String shard, Positions positions) {
        this.source = source;
        this.fleet = fleet;
        this.discards = discards;
        this.shard = shard;
        this.positions = positions;
        this.events = new StreamEvents(source, region, shard);
    }

    /** The records up to the end of the first one's window; all of them where there are no windows. */
    List<StreamRecord> withinOneWindow(List<StreamRecord> records) {
        if (source.tumblingWindow().isEmpty() || records.isEmpty()) {
            return records;
        }
        ShardState state = positions.of(shard);
        Instant start = events.windowStart(records.getFirst(), state);
        int size = 0;
        while (size < records.size()
                && events.windowStart(records.get(size), state).equals(start)) {
            size++;
        }
        return records.subList(0, size);
    }

    void deliver(List<StreamRecord> batch) throws InterruptedException {
        Deque<List<StreamRecord>> parts = new ArrayDeque<>(List.of(batch));
        int attempts = 0;
        while (!parts.isEmpty()) {
            List<StreamRecord> records = withoutTooOld(parts.pop(), attempts);
            if (records.isEmpty()) {
                continue;
            }
            Optional<StreamAnswer> called = call(records);
            if (called.isEmpty()) {
                parts.push(records);
                Thread.sleep(THROTTLED_WAIT);
                continue;
            }
            StreamAnswer answer = called.get();
            attempts++;
            int dealtWith = answer.dealtWith(records);
            if (dealtWith > 0) {
                positions.put(
                        shard, positions.of(shard).at(records.get(dealtWith - 1).sequenceNumber(), answer.window()));
                closeWindowThatIsTooLarge();
                attempts = 0;
            }
            if (dealtWith < records.size()) {
                attempts = tryAgain(parts, records.subList(dealtWith, records.size()), answer, attempts);
            }
        }
    }

    private int tryAgain(Deque<List<StreamRecord>> parts, List<StreamRecord> left, StreamAnswer answer, int attempts)
            throws InterruptedException {
        if (answer.failedWhole() && source.bisects() && left.size() > 1) {
            // Splitting does not count as a retry.
            parts.push(left.subList(left.size() / 2, left.size()));
            parts.push(left.subList(0, left.size() / 2));
            Thread.sleep(FIRST_WAIT);
            return 0;
        }
        if (source.maxRetries() >= 0 && attempts > source.maxRetries()) {
            giveUp(left, "RetryAttemptsExhausted", attempts);
            return 0;
        }
        parts.push(left);
        Thread.sleep(wait(attempts));
        return attempts;
    }

    // Nothing where the call was throttled: what did not reach the function does not count as an attempt.
    private Optional<StreamAnswer> call(List<StreamRecord> records) {
        Optional<OpenWindow> window = source.tumblingWindow().map(_ -> events.windowOf(records, positions.of(shard)));
        Answer answer = fleet.invoke(source.function(), Json.text(events.event(records, window)));
        return answer instanceof Answer.Throttled
                ? Optional.empty()
                : Optional.of(StreamAnswer.of(answer, window, source.reportsFailures()));
    }

    private List<StreamRecord> withoutTooOld(List<StreamRecord> records, int attempts) {
        if (source.maxAge().isEmpty()) {
            return records;
        }
        Instant oldest = Instant.now().minus(source.maxAge().get());
        int tooOld = 0;
        while (tooOld < records.size() && records.get(tooOld).createdAt().isBefore(oldest)) {
            tooOld++;
        }
        if (tooOld > 0) {
            giveUp(records.subList(0, tooOld), "RecordAgeExceeded", attempts);
        }
        return records.subList(tooOld, records.size());
    }

    private void giveUp(List<StreamRecord> records, String condition, int attempts) {
        discards.tell(shard, records, condition, attempts);
        ShardState state = positions.of(shard);
        positions.put(shard, state.at(records.getLast().sequenceNumber(), state.window()));
    }

    /** Ends the open window where the next record lies behind it, or where its time is over and nothing waits. */
    void closeWindowBefore(Optional<StreamRecord> next) throws InterruptedException {
        Optional<Instant> end = positions.of(shard).window().map(events::end);
        Instant reached =
                next.map(StreamRecord::createdAt).orElseGet(() -> Instant.now().minus(LATE));
        if (end.isPresent() && !end.get().isAfter(reached)) {
            closeWindow();
        }
    }

    void closeWindow() throws InterruptedException {
        closeWindow(false);
    }

    private void closeWindowThatIsTooLarge() throws InterruptedException {
        if (positions.of(shard).window().filter(events::isTooLarge).isPresent()) {
            closeWindow(true);
        }
    }

    private void closeWindow(boolean early) throws InterruptedException {
        Optional<OpenWindow> window = positions.of(shard).window();
        if (window.isEmpty()) {
            return;
        }
        int attempts = 0;
        String event = Json.text(events.last(window.get(), early));
        Answer answer = fleet.invoke(source.function(), event);
        while (!(answer instanceof Answer.Success)) {
            attempts += answer instanceof Answer.Throttled ? 0 : 1;
            if (source.maxRetries() >= 0 && attempts > source.maxRetries()) {
                break;
            }
            Thread.sleep(wait(attempts));
            answer = fleet.invoke(source.function(), event);
        }
        positions.put(shard, positions.of(shard).withWindow(Optional.empty()));
    }

    private static Duration wait(int attempts) {
        long longest = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 20));
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
