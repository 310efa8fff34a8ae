package dev.tallystick.webhook;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it was asked for. How far it has come is its {@link Progress}.
 *
 * @param url a {@link Target}
 * @param kinds of entries that it is sent; of every kind where there are none
 * @param secret the newest
 * @param rotatedAt null while there was one secret only
 * @param older those before that have not ended, the newest first, at most three
 */
record Webhook(
        String webhookId,
        String url,
        TreeSet<String> kinds,
        Instant createdAt,
        WebhookSecret secret,
        @Nullable Instant rotatedAt,
        List<Older> older) {

    private static final int MOST_OLDER = 3;

    Webhook {
        kinds = new TreeSet<>(kinds);
        older = List.copyOf(older);
    }

    /** A secret that is valid beside the newest until its end. */
    record Older(WebhookSecret secret, Instant endsAt) {}

    /** Whether it is sent events of this type. */
    boolean wants(String type) {
        return kinds.isEmpty() || kinds.stream().anyMatch(kind -> type.equals("tallystick.entry." + kind + ".v1"));
    }

    /** With a new secret beside those that it has; where the time is zero all others end. */
    Webhook rotated(String keyVersion, Instant at, Duration olderEndsIn) {
        List<Older> next = new ArrayList<>();
        if (olderEndsIn.isPositive()) {
            next.add(new Older(secret, at.plus(olderEndsIn)));
            older.stream().filter(one -> at.isBefore(one.endsAt)).forEach(next::add);
        }
        return new Webhook(
                webhookId,
                url,
                kinds,
                createdAt,
                new WebhookSecret(webhookId, secret.generation() + 1, keyVersion),
                at,
                next.subList(0, Math.min(MOST_OLDER, next.size())));
    }

    /** Those that a call is signed with at that time, the newest first. */
    List<WebhookSecret> secretsAt(Instant now) {
        return Stream.concat(
                        Stream.of(secret),
                        older.stream().filter(one -> now.isBefore(one.endsAt)).map(Older::secret))
                .toList();
    }

    Item write() {
        return Item.with(Keys.webhook(webhookId))
                .put("format", 1)
                .put("url", url)
                .put("kinds", String.join(" ", kinds))
                .put("createdAt", createdAt)
                .put("generation", secret.generation())
                .put("keyVersion", secret.keyVersion())
                .put("rotatedAt", rotatedAt)
                .put(
                        "older",
                        older.stream()
                                .map(one -> "%d,%s,%s"
                                        .formatted(one.secret.generation(), one.secret.keyVersion(), one.endsAt))
                                .collect(Collectors.joining(";")));
    }

    static Webhook read(Item item) {
        String id = item.sk();
        return new Webhook(
                id,
                item.text("url"),
                words(item.text("kinds"), " ").collect(Collectors.toCollection(TreeSet::new)),
                item.instant("createdAt"),
                new WebhookSecret(id, item.number("generation"), item.text("keyVersion")),
                item.optionalInstant("rotatedAt"),
                words(item.text("older"), ";").map(packed -> older(id, packed)).toList());
    }

    private static Older older(String id, String packed) {
        String[] parts = packed.split(",", 3);
        return new Older(new WebhookSecret(id, Long.parseLong(parts[0]), parts[1]), Instant.parse(parts[2]));
    }

    private static Stream<String> words(String text, String between) {
        return Stream.of(text.split(between, -1)).filter(word -> !word.isEmpty());
    }
}
