package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.stream.Feed;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.webhook.Lane.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what comes next in the feed into the lanes of its members. */
final class Intake {

    /** With so many members whose next event fails nothing new is read: the receiver is not there. */
    static final int MOST_FAILING = 32;

    /** So many events may wait: their places are kept in one item. */
    static final int MOST_WAITING = 400;

    /** Events that are taken at once: few enough that a round's log goes into one transaction. */
    static final int AT_A_TIME = 40;

    /** Events that are read at once where few of them are wanted. */
    static final int PAGE = 500;

    private static final int MOST_PAGES = 20;

    private final Feed feed;
    private final FeedStore store;

    Intake(FeedStore store) {
        this.feed = new Feed(store);
        this.store = store;
    }

    /** Where a webhook begins that is made now. */
    FeedPosition end() {
        return feed.end();
    }

    /**
     * What was taken, not stored yet.
     *
     * @param messages those that were read for it
     */
    record Taken(Progress progress, Map<FeedPosition, Message> messages) {}

    /**
     * Reads on until as much is wanted as one round sends, or to the end. A place that is none is left for the beginning: nothing
     * is skipped.
     */
    Taken next(Webhook webhook, Progress before, Instant now) {
        if (before.failing() >= MOST_FAILING || before.waiting() >= MOST_WAITING) {
            return new Taken(before, Map.of());
        }
        FeedPosition cursor = before.cursor();
        List<Feed.Placed> taken = new ArrayList<>();
        long chunks = feed.chunks();
        int limit = AT_A_TIME;
        long expected = 1;
        int read = 0;
        for (int i = 0; i < MOST_PAGES && taken.size() < AT_A_TIME; i++) {
            Optional<Feed.Page> found = feed.after(cursor, limit, chunks, expected);
            if (found.isEmpty()) {
                Log.error("webhook-place-lost", new JsonObject().with("webhookId", webhook.webhookId()));
                return new Taken(Progress.lost(webhook).at(before.version()), Map.of());
            }
            Feed.Page page = found.get();
            List<Feed.Placed> wanted = page.placed().stream()
                    .filter(placed -> isWanted(webhook, before, event(placed)))
                    .toList();
            int fit = Math.min(wanted.size(), AT_A_TIME - taken.size());
            taken.addAll(wanted.subList(0, fit));
            cursor = fit < wanted.size() ? wanted.get(fit).at() : page.next();
            if (page.placed().isEmpty() || (page.placed().size() < limit && !taken.isEmpty())) {
                break;
            }
            // As if those to come were wanted as often, and chunks held as many.
            read += page.placed().size();
            limit = Math.clamp((long) (AT_A_TIME - taken.size()) * read / Math.max(1, taken.size()), AT_A_TIME, PAGE);
            expected = Math.ceilDiv(limit * page.chunks(), page.placed().size());
        }
        Map<FeedPosition, Message> messages = new LinkedHashMap<>();
        taken.forEach(placed -> messages.put(placed.at(), Message.of(event(placed))));
        return new Taken(before.reading(cursor, with(before.lanes(), messages, now)), messages);
    }

    /** What is at these places, of which some may have been read already. */
    Map<FeedPosition, Message> messages(List<Waiting> waiting, Map<FeedPosition, Message> read) {
        Map<Long, List<?>> chunks = new HashMap<>();
        Map<FeedPosition, Message> messages = new HashMap<>(read);
        for (Waiting event : waiting) {
            messages.computeIfAbsent(event.at(), at -> {
                List<?> chunk = chunks.computeIfAbsent(
                        at.chunk(), number -> store.chunk(number).events());
                return Message.of((Map<?, ?>) chunk.get(at.index()));
            });
        }
        return messages;
    }

    private static List<Lane> with(List<Lane> lanes, Map<FeedPosition, Message> messages, Instant now) {
        Map<String, Lane> byKey = new LinkedHashMap<>();
        lanes.forEach(lane -> byKey.put(lane.key(), lane));
        messages.forEach((at, message) -> {
            String key = message.memberId() == null ? message.id() : message.memberId();
            long sequence = message.sequence() == null ? 0 : message.sequence();
            byKey.merge(
                    key,
                    Lane.begun(key, now).with(new Waiting(at, sequence)),
                    (known, more) -> known.with(more.events().getFirst()));
        });
        return new ArrayList<>(byKey.values());
    }

    private static boolean isWanted(Webhook webhook, Progress progress, Map<?, ?> event) {
        Instant since = progress.since();
        return webhook.wants(String.valueOf(event.get("type")))
                && (since == null
                        || !(event.get("data") instanceof Map<?, ?> data)
                        || !Instant.parse(String.valueOf(data.get("recordedAt")))
                                .isBefore(since));
    }

    private static Map<?, ?> event(Feed.Placed placed) {
        if (placed.event() instanceof Map<?, ?> event) {
            return event;
        }
        throw new IllegalStateException("not an event of the feed");
    }
}
