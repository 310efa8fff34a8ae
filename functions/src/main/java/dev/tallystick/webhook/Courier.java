package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Names;
import dev.tallystick.webhook.Lane.Waiting;
import dev.tallystick.webhook.Progress.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Delivers one webhook's events, round by round: what was delivered, what waits and the log of it are one transaction, so that a
 * crash anywhere leads to a repetition and to nothing else.
 */
final class Courier {

    private static final int MOST_OF_A_LANE = 10;
    private static final int MOST_OF_A_ROUND = 80;

    /** What is due so soon is waited for. */
    private static final Duration SOON = Duration.ofSeconds(7);

    private final WebhookStore webhooks;
    private final Intake intake;
    private final Sender sender;
    private final DeliveryLog log;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final Runnable pause;

    /** @param pause waits a moment for what is due soon */
    Courier(
            WebhookStore webhooks,
            Intake intake,
            Sender sender,
            DeliveryLog log,
            RetrySchedule schedule,
            InstantSource clock,
            Runnable pause) {
        this.webhooks = webhooks;
        this.intake = intake;
        this.sender = sender;
        this.log = log;
        this.schedule = schedule;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Delivers as long as there is something to deliver and time is left.
     *
     * @param timeIsLeft whether one more call can be made and written down
     * @return whether there may be more to deliver now
     */
    boolean run(String webhookId, BooleanSupplier timeIsLeft) {
        while (timeIsLeft.getAsBoolean()) {
            Optional<Webhook> webhook = webhooks.find(webhookId);
            if (webhook.isEmpty()) {
                return false;
            }
            Progress before = webhooks.progress(webhook.get());
            if (before.disabled() != null) {
                return false;
            }
            Instant now = now();
            Intake.Taken taken = intake.next(webhook.get(), before, now);
            Progress read = taken.progress();
            Map<Lane, List<Waiting>> due = due(read, now);
            if (!due.isEmpty()) {
                if (!deliver(webhook.get(), before, taken, due, timeIsLeft)) {
                    return false;
                }
            } else if (!read.equals(before)) {
                if (!webhooks.move(webhook.get(), before, read.moved(read.cursor(), read.lanes()), List.of())) {
                    return false;
                }
            } else if (read.nextAt()
                    .filter(next -> next.isBefore(now.plus(SOON)))
                    .isPresent()) {
                pause.run();
            } else {
                return false;
            }
        }
        return true;
    }

    private static Map<Lane, List<Waiting>> due(Progress progress, Instant now) {
        Map<Lane, List<Waiting>> due = new LinkedHashMap<>();
        int left = MOST_OF_A_ROUND;
        for (Lane lane : progress.lanes().stream()
                .filter(lane -> lane.isDue(now))
                .sorted(Comparator.comparing(Lane::nextAt))
                .toList()) {
            int some = Math.min(Math.min(MOST_OF_A_LANE, lane.events().size()), left);
            if (some > 0) {
                due.put(lane, lane.events().subList(0, some));
                left -= some;
            }
        }
        return due;
    }

    /** Whether it goes on: not where the webhook is disabled now, or somebody else has moved it. */
    private boolean deliver(
            Webhook webhook,
            Progress before,
            Intake.Taken taken,
            Map<Lane, List<Waiting>> due,
            BooleanSupplier timeIsLeft) {
        Progress read = taken.progress();
        Round round = new Round(
                sender,
                webhook,
                intake.messages(due.values().stream().flatMap(List::stream).toList(), taken.messages()),
                timeIsLeft);
        Outcome outcome = new Outcome(schedule, now());
        List<TransactWriteItem> rows = new ArrayList<>();
        Map<String, Lane> lanes = new LinkedHashMap<>();
        read.lanes().forEach(lane -> lanes.put(lane.key(), lane));
        List<Round.Result> results = round.run(due);
        results.forEach(result -> lanes.put(result.lane().key(), outcome.of(result)));
        for (Round.Result result : results) {
            Lane lane = Objects.requireNonNull(lanes.get(result.lane().key()));
            for (Round.Sent sent : result.sent()) {
                Optional<Instant> next = sent.attempt().delivered() ? Optional.empty() : outcome.nextAt(lane);
                rows.add(log.add(webhook.webhookId(), sent.event().at(), sent.message(), sent.attempt(), next));
            }
        }
        Progress after = read.moved(
                read.cursor(),
                lanes.values().stream().filter(lane -> !lane.events().isEmpty()).toList());
        Optional<Reason> end = outcome.end();
        boolean moved = webhooks.move(
                webhook,
                before,
                end.map(reason -> after.disabled(now(), reason)).orElse(after),
                rows);
        if (moved && end.isPresent()) {
            Log.error(
                    "webhook-disabled",
                    new JsonObject().with("webhookId", webhook.webhookId()).with("reason", Names.of(end.get())));
        } else if (!moved) {
            Log.info("webhook-moved-by-another", new JsonObject().with("webhookId", webhook.webhookId()));
        }
        return moved && end.isEmpty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
