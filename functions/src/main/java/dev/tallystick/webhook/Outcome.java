package dev.tallystick.webhook;

import dev.tallystick.webhook.Progress.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a round's results come to for its lanes, and whether they end the webhook. */
final class Outcome {

    private final RetrySchedule schedule;
    private final Instant began;
    private Optional<Reason> end = Optional.empty();

    Outcome(RetrySchedule schedule, Instant began) {
        this.schedule = schedule;
        this.began = began;
    }

    /** The lane without what was delivered; where the next one failed, until it is tried again. */
    Lane of(Round.Result result) {
        int delivered = (int) result.sent().stream()
                .filter(sent -> sent.attempt().delivered())
                .count();
        Lane lane = result.lane().without(delivered, began);
        if (delivered == result.sent().size()) {
            return lane;
        }
        Attempt failed = result.sent().getLast().attempt();
        if (failed.gone()) {
            end = Optional.of(Reason.GONE);
            return lane;
        }
        Optional<Duration> wait = schedule.after(lane.attempts() + 1, failed);
        if (wait.isEmpty() && end.isEmpty()) {
            end = Optional.of(Reason.RETRIES_EXHAUSTED);
        }
        Instant after = failed.at().plusMillis(failed.micros() / 1000);
        return lane.failed(after.plus(wait.orElse(Duration.ZERO)));
    }

    /** When a lane's next event is tried, unless the webhook has ended. */
    Optional<Instant> nextAt(Lane lane) {
        return end.isPresent() ? Optional.empty() : Optional.of(lane.nextAt());
    }

    /** Why nothing is sent any more, if so. */
    Optional<Reason> end() {
        return end;
    }
}
