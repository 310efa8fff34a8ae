package dev.tallystick.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Counts the entries that the relay sends. A message that fails, and all after it, come again. Where it is the first of its
 * batch the call fails, so that a message which can never be counted shows in the function's errors.
 */
public final class ProjectInsights implements RequestStreamHandler {

    private final Projection projection;

    public ProjectInsights() {
        this(Wiring.fromEnvironment());
    }

    private ProjectInsights(Wiring wiring) {
        this(new Projection(new InsightStore(wiring.database(), wiring.tables(), wiring.clock())));
    }

    ProjectInsights(Projection projection) {
        this.projection = projection;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        List<QueueMessage> messages = QueueMessage.readAll(event);
        List<QueueMessage> left = messages.stream().dropWhile(this::counted).toList();
        if (!left.isEmpty() && left.size() == messages.size()) {
            throw new IllegalStateException("not even the first message could be counted");
        }
        answer.write(Json.bytes(new JsonObject()
                .with(
                        "batchItemFailures",
                        left.stream()
                                .map(message -> new JsonObject()
                                        .with("itemIdentifier", message.id())
                                        .build())
                                .toList())
                .build()));
    }

    private boolean counted(QueueMessage message) {
        try {
            projection.count(EntriesMessage.read(message.body()));
            return true;
        } catch (RuntimeException e) {
            Log.error("not-counted", new JsonObject().with("messageId", message.id()), e);
            return false;
        }
    }
}
