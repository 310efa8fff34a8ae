package dev.tallystick.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.stream.QueueMessage;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the entries that the relay sends. A message that fails, and all after it in its group, come again. Where nothing of a
 * batch can be counted the call fails, so that a message which never can be shows in the function's errors.
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
        Set<String> blockedGroups = new HashSet<>();
        List<QueueMessage> failures = new ArrayList<>();
        for (QueueMessage message : messages) {
            if (blockedGroups.contains(message.group()) || !counted(message)) {
                blockedGroups.add(message.group());
                failures.add(message);
            }
        }
        if (!messages.isEmpty() && failures.size() == messages.size()) {
            throw new IllegalStateException("no message of the batch could be counted");
        }
        answer.write(QueueMessage.answer(failures));
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
