package dev.tallystick.stream;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import dev.tallystick.store.Unavailable;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Wakes webhooks: there is something to deliver. A message is a hint and no more, since what is to be delivered is in the
 * feed; a webhook is a group of the queue, so that it is worked on in one place at a time and none waits for another.
 */
public final class WakeUps {

    /** Set where a webhook is disabled. */
    public static final String DISABLED_AT = "disabledAt";

    private static final int AT_A_TIME = 50;

    private final Database database;
    private final String table;
    private final SqsClient queues;
    private final String url;

    public WakeUps(Database database, Tables tables, SqsClient queues, String url) {
        this.database = database;
        this.table = tables.insights();
        this.queues = queues;
        this.url = url;
    }

    /** Wakes every webhook that is not disabled. Where it fails a line is logged: a schedule finds who was not woken. */
    public void ofAll() {
        try {
            database.partition(table, Keys.WEBHOOKS, AT_A_TIME).stream()
                    .filter(place -> !place.has(DISABLED_AT))
                    .map(Item::sk)
                    .forEach(this::of);
        } catch (RuntimeException e) {
            Log.error("webhooks-not-woken", new JsonObject(), e);
        }
    }

    /** @throws Unavailable when the queue does not take it */
    public void of(String webhookId) {
        try {
            queues.sendMessage(request -> request.queueUrl(url)
                    .messageGroupId(webhookId)
                    .messageDeduplicationId(UUID.randomUUID().toString())
                    .messageBody(Json.text(
                            new JsonObject().with("webhookId", webhookId).build())));
        } catch (SdkException e) {
            throw new Unavailable(e);
        }
    }
}
