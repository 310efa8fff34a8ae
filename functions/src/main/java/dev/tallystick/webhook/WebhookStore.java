package dev.tallystick.webhook;

import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The webhooks, each in two items: what it is, which nothing else tells, and how far it has come. */
final class WebhookStore {

    static final int MOST = 20;
    static final Pattern ID = Pattern.compile("wh-[a-z2-7]{20}");

    private final Database database;
    private final String members;
    private final String insights;

    WebhookStore(Database database, Tables tables) {
        this.database = database;
        this.members = tables.members();
        this.insights = tables.insights();
    }

    /** What cannot be an id, of whatever length, is nobody's and no key of the table. */
    Optional<Webhook> find(String webhookId) {
        return ID.matcher(webhookId).matches()
                ? database.get(members, Keys.webhook(webhookId)).map(Webhook::read)
                : Optional.empty();
    }

    /** All of them, in the order of their ids. */
    List<Webhook> all() {
        return database.partition(members, Keys.WEBHOOKS, MOST).stream()
                .map(Webhook::read)
                .toList();
    }

    Progress progress(Webhook webhook) {
        return database.get(insights, Keys.webhook(webhook.webhookId()))
                .map(Progress::read)
                .orElseGet(() -> Progress.lost(webhook));
    }

    /** How far each has come, by its id; one whose place is lost is not there. */
    Map<String, Progress> progress() {
        return database.partition(insights, Keys.WEBHOOKS, MOST).stream()
                .collect(Collectors.toMap(Item::sk, Progress::read));
    }

    /**
     * Puts a new one in place.
     *
     * @return whether there was room
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    boolean create(Webhook webhook, Progress progress) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Long> made = database.get(members, Keys.webhookGuard()).map(guard -> guard.number("made"));
            if (all().size() >= MOST) {
                return false;
            }
            if (database.transactIfUnchanged(List.of(
                    Database.putIfAbsent(members, webhook.write()),
                    Database.ifVersion(
                            members, Item.with(Keys.webhookGuard()).put("made", made.orElse(0L) + 1), "made", made),
                    Database.putIfAbsent(insights, progress.write(webhook.webhookId()))))) {
                return true;
            }
            backoff.pause();
        }
    }

    /**
     * Changes one as it stands.
     *
     * @return what it is after, or nothing where there is none
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Optional<Webhook> change(String webhookId, UnaryOperator<Webhook> change) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Webhook> before = find(webhookId);
            Optional<Webhook> after = before.map(change);
            if (after.isEmpty()
                    || database.transactIfUnchanged(List.of(Database.ifVersion(
                            members,
                            after.get().write(),
                            "generation",
                            Optional.of(before.get().secret().generation()))))) {
                return after;
            }
            backoff.pause();
        }
    }

    /**
     * Takes one away; whoever is sending to it finds its place gone.
     *
     * @return whether there was one
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    boolean delete(String webhookId) {
        if (find(webhookId).isEmpty()) {
            return false;
        }
        Backoff backoff = new Backoff();
        while (!database.transactIfUnchanged(List.of(gone(members, webhookId), gone(insights, webhookId)))) {
            backoff.pause();
        }
        return true;
    }

    /**
     * Moves one on, with whatever is to be written of that.
     *
     * @return whether it was as it had been read; if not, nothing is written
     */
    boolean move(Webhook webhook, Progress before, Progress after, List<TransactWriteItem> more) {
        List<TransactWriteItem> writes = new ArrayList<>(more);
        writes.add(Database.ifVersion(
                insights,
                after.write(webhook.webhookId()),
                Progress.VERSION,
                Optional.of(before.version()).filter(version -> version > 0)));
        if (before.version() == 0) {
            writes.add(stillThere(webhook.webhookId()));
        }
        return database.transactIfUnchanged(writes);
    }

    /** Else a place that was lost would come back after its webhook is gone. */
    private TransactWriteItem stillThere(String webhookId) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(members)
                        .key(Keys.webhook(webhookId).attributes())
                        .conditionExpression("attribute_exists(" + Keys.PK + ")")
                        .build())
                .build();
    }

    private static TransactWriteItem gone(String table, String webhookId) {
        return Database.delete(Delete.builder()
                .tableName(table)
                .key(Keys.webhook(webhookId).attributes())
                .build());
    }
}
