package dev.tallystick.stream;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages of a FIFO queue, one after the other. A message that fails, and all after it in its group, come again. Where nothing
 * of a batch succeeds the call fails, so that a message which never can shows in the function's errors.
 */
public final class MessageGroups {

    private MessageGroups() {}

    /**
     * Answers a queue's event.
     *
     * @param failed what the log calls a message that failed
     * @param take what is done with a message's body
     */
    public static void serve(InputStream event, OutputStream answer, String failed, Consumer<String> take)
            throws IOException {
        List<QueueMessage> messages = QueueMessage.readAll(event);
        Set<String> blockedGroups = new HashSet<>();
        List<QueueMessage> failures = new ArrayList<>();
        for (QueueMessage message : messages) {
            if (blockedGroups.contains(message.group()) || !taken(message, failed, take)) {
                blockedGroups.add(message.group());
                failures.add(message);
            }
        }
        if (!messages.isEmpty() && failures.size() == messages.size()) {
            throw new IllegalStateException(failed + ": no message of the batch");
        }
        answer.write(QueueMessage.answer(failures));
    }

    private static boolean taken(QueueMessage message, String failed, Consumer<String> take) {
        try {
            take.accept(message.body());
            return true;
        } catch (RuntimeException e) {
            Log.error(failed, new JsonObject().with("messageId", message.id()), e);
            return false;
        }
    }
}
