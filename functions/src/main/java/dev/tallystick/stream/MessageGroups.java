package dev.tallystick.stream;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Dimensions;
import dev.tallystick.log.Log;
import dev.tallystick.log.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages of a FIFO queue. A message that fails, and all after it in its group, come again. Where nothing of a batch succeeds
 * the call fails, so that a message which never can shows in the function's errors.
 */
public final class MessageGroups {

    private MessageGroups() {}

    /**
     * Answers a queue's event, one message after the other.
     *
     * @param failed what the log calls a message that failed
     * @param take what is done with a message's body
     */
    public static void serve(InputStream event, OutputStream answer, String failed, Consumer<String> take)
            throws IOException {
        serve(QueueMessage.readAll(event), answer, failed, take);
    }

    /**
     * Answers a queue's event, all messages at once; where that fails, one after the other, so that those which can succeed do.
     *
     * @param failed what the log calls a message that failed
     * @param take what is done with messages' bodies, all of it or nothing that is left half done
     */
    public static void serveTogether(InputStream event, OutputStream answer, String failed, Consumer<List<String>> take)
            throws IOException {
        List<QueueMessage> messages = QueueMessage.readAll(event);
        if (messages.size() > 1 && taken(messages, take)) {
            answer.write(QueueMessage.answer(List.of()));
        } else {
            serve(messages, answer, failed, body -> take.accept(List.of(body)));
        }
    }

    private static void serve(List<QueueMessage> messages, OutputStream answer, String failed, Consumer<String> take)
            throws IOException {
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

    private static boolean taken(List<QueueMessage> messages, Consumer<List<String>> take) {
        JsonObject about = new JsonObject()
                .with("messageIds", messages.stream().map(QueueMessage::id).toList());
        return CallScope.within(about, () -> {
            try {
                take.accept(messages.stream().map(QueueMessage::body).toList());
                countTaken();
                return true;
            } catch (RuntimeException e) {
                // Whichever of them it was fails again by itself, and says more: what others' exceptions say is in no
                // log.
                Log.info(
                        "not-taken-together",
                        new JsonObject().with("cause", e.getClass().getName()));
                return false;
            }
        });
    }

    private static void countTaken() {
        CallScope.count(
                Dimensions.ofFunction(), Metric.ENTRIES, CallScope.noted("entries") instanceof Integer some ? some : 0);
        Log.answered("taken", new JsonObject());
    }

    private static boolean taken(QueueMessage message, String failed, Consumer<String> take) {
        JsonObject about = new JsonObject().with("messageId", message.id());
        return CallScope.within(about, () -> {
            try {
                take.accept(message.body());
                countTaken();
                return true;
            } catch (RuntimeException e) {
                CallScope.count(Dimensions.ofFunction(), Metric.MESSAGES_FAILED, 1);
                Log.error(failed, new JsonObject(), e);
                return false;
            }
        });
    }
}
