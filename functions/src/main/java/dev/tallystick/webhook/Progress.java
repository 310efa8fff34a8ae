package dev.tallystick.webhook;

import dev.tallystick.json.Json;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.WakeUps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a webhook has come: every event before the cursor is delivered, or waits in a lane.
 *
 * @param version one more with every change; 0 where nothing is stored
 * @param since where what was stored is lost, events recorded before it are passed over
 * @param disabled nothing is sent any more
 */
record Progress(
        long version,
        FeedPosition cursor,
        @Nullable Instant since,
        List<Lane> lanes,
        @Nullable Disabled disabled) {

    static final String VERSION = "version";

    Progress {
        lanes = List.copyOf(lanes);
    }

    /** Why nothing is sent any more. */
    enum Reason {
        GONE,
        RETRIES_EXHAUSTED
    }

    /** Since when and why nothing is sent any more. */
    record Disabled(Instant at, Reason reason) {}

    /** Of a webhook that begins at a place of the feed. */
    static Progress from(FeedPosition cursor) {
        return new Progress(0, cursor, null, List.of(), null);
    }

    /** Where there was one and is none any more: from the beginning, but for what was recorded before the webhook was made. */
    static Progress lost(Webhook webhook) {
        return new Progress(0, FeedPosition.BEGINNING, webhook.createdAt(), List.of(), null);
    }

    /** As one that is stored with this version. */
    Progress at(long stored) {
        return new Progress(stored, cursor, since, lanes, disabled);
    }

    /** With more in the lanes, not stored yet. */
    Progress reading(FeedPosition next, List<Lane> more) {
        return new Progress(version, next, since, more, disabled);
    }

    /** As it is after a change. */
    Progress moved(FeedPosition next, List<Lane> after) {
        return new Progress(version + 1, next, since, after, disabled);
    }

    Progress disabled(Instant at, Reason reason) {
        return new Progress(version, cursor, since, lanes, new Disabled(at, reason));
    }

    /** As if it had not been disabled; what waits is tried at once. */
    Progress enabled(Instant now) {
        return new Progress(
                version + 1,
                cursor,
                since,
                lanes.stream().map(lane -> lane.anew(now)).toList(),
                null);
    }

    /** How many events are read and not delivered. */
    int waiting() {
        return lanes.stream().mapToInt(lane -> lane.events().size()).sum();
    }

    /** Of how many members the next event has failed. */
    long failing() {
        return lanes.stream().filter(lane -> lane.attempts() > 0).count();
    }

    /** When something is tried next, if anything waits. */
    Optional<Instant> nextAt() {
        return lanes.stream().map(Lane::nextAt).min(Instant::compareTo);
    }

    Item write(String webhookId) {
        return Item.with(Keys.webhook(webhookId))
                .put("format", 1)
                .put(VERSION, Math.max(1, version))
                .put("cursor", cursor.text())
                .put("since", since)
                .put("lanes", Json.text(lanes.stream().map(Lane::write).toList()))
                .put(WakeUps.DISABLED_AT, disabled == null ? null : disabled.at)
                .put("disabledReason", disabled == null ? null : Names.of(disabled.reason));
    }

    static Progress read(Item item) {
        Instant disabledAt = item.optionalInstant(WakeUps.DISABLED_AT);
        return new Progress(
                item.number(VERSION),
                FeedPosition.parse(item.text("cursor")),
                item.optionalInstant("since"),
                lanes(item.text("lanes")),
                disabledAt == null
                        ? null
                        : new Disabled(disabledAt, Names.parse(Reason.class, item.text("disabledReason"))));
    }

    private static List<Lane> lanes(String text) {
        try {
            if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof List<?> lanes) {
                return lanes.stream().map(Lane::read).toList();
            }
            throw new IllegalStateException("not lanes");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not lanes", e);
        }
    }
}
