package dev.tallystick.local.event;

import dev.tallystick.local.event.ShardState.OpenWindow;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Invoker;
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
    private final Invoker invoker;
    private final Discards discards;
    private final StreamEvents events;
    private final String shard;
    private final Positions positions;

    Deliveries(
            StreamSource source,
            Invoker invoker,
            Discards discards,
            StreamEvents events,
            String shard,
            Positions positions) {
        this.source = source;
        this.invoker = invoker;
        this.discards = discards;
        this.events = events;
        this.shard = shard;
        this.positions = positions;
    }

    /** Records that go to the function together, and how often they did so and failed. */
    private record Part(List<StreamRecord> records, int attempts) {

        Part from(int first, int attempts) {
            return new Part(records.subList(first, records.size()), attempts);
        }
    }

    void deliver(List<StreamRecord> batch) throws InterruptedException {
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(batch, 0)));
        while (!parts.isEmpty()) {
            Part part = withoutTooOld(parts.pop());
            if (part.records().isEmpty()) {
                continue;
            }
            StreamAnswer answer = call(part.records());
            if (answer.dealtWith() > 0) {
                StreamRecord last = part.records().get(answer.dealtWith() - 1);
                positions.put(shard, positions.of(shard).at(last.sequenceNumber(), answer.window()));
                closeWindowThatIsTooLarge();
            }
            switch (answer.extent()) {
                case ALL -> {}
                case PART -> partFailed(parts, part, answer.dealtWith());
                case NONE -> allFailed(parts, part);
                case NOT_CALLED -> {
                    parts.push(part);
                    Thread.sleep(THROTTLED_WAIT);
                }
            }
        }
    }

    // What was dealt with before the failed record makes the rest a batch of its own, and that was its first attempt;
    // with
    // splitting it was split there, which is none.
    private void partFailed(Deque<Part> parts, Part part, int dealtWith) throws InterruptedException {
        if (dealtWith == 0) {
            tryAgain(parts, part.from(0, part.attempts() + 1));
        } else {
            tryAgain(parts, part.from(dealtWith, source.bisects() ? 0 : 1));
        }
    }

    private void allFailed(Deque<Part> parts, Part part) throws InterruptedException {
        int size = part.records().size();
        if (source.bisects() && size > 1) {
            parts.push(part.from(size / 2, 0));
            parts.push(new Part(part.records().subList(0, size / 2), 0));
            Thread.sleep(FIRST_WAIT);
        } else {
            tryAgain(parts, part.from(0, part.attempts() + 1));
        }
    }

    private void tryAgain(Deque<Part> parts, Part part) throws InterruptedException {
        if (isSpent(part.attempts())) {
            giveUp(part.records(), "RetryAttemptsExhausted", part.attempts());
        } else {
            parts.push(part);
            Thread.sleep(wait(part.attempts()));
        }
    }

    private boolean isSpent(int attempts) {
        return source.maxRetries() >= 0 && attempts > source.maxRetries();
    }

    private StreamAnswer call(List<StreamRecord> records) {
        Optional<OpenWindow> window = source.tumblingWindow().map(_ -> events.windowOf(records, positions.of(shard)));
        Answer answer = invoker.invoke(source.function(), Json.text(events.event(records, window)));
        return StreamAnswer.of(answer, records, window, source.reportsFailures());
    }

    private Part withoutTooOld(Part part) {
        List<StreamRecord> records = part.records();
        int tooOld = 0;
        while (tooOld < records.size() && isTooOld(records.get(tooOld).createdAt())) {
            tooOld++;
        }
        if (tooOld > 0) {
            giveUp(records.subList(0, tooOld), "RecordAgeExceeded", part.attempts());
        }
        return part.from(tooOld, part.attempts());
    }

    private boolean isTooOld(Instant created) {
        return source.maxAge()
                .filter(age -> created.plus(age).isBefore(Instant.now()))
                .isPresent();
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
        Answer answer = invoker.invoke(source.function(), event);
        while (!(answer instanceof Answer.Success)) {
            attempts += answer instanceof Answer.Throttled ? 0 : 1;
            if (isSpent(attempts) || isTooOld(events.end(window.get()))) {
                break;
            }
            Thread.sleep(wait(attempts));
            answer = invoker.invoke(source.function(), event);
        }
        positions.put(shard, positions.of(shard).withWindow(Optional.empty()));
    }

    private static Duration wait(int attempts) {
        long longest = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 20));
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
