package dev.tallystick.local.console;

import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.QueueSpec;
import dev.tallystick.local.queue.QueueView;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queues: how much is in them, their oldest messages, and what can be done with them. */
record QueuesPart(Plan plan, AwsCall sqs, Queues queues) {

    private static final int OLDEST = 20;

    Object answer(Request request) {
        return switch (request.action()) {
            case "GET" ->
                Map.of("queues", plan.queues().stream().map(this::summary).toList());
            case "GET */messages" -> Map.of("messages", oldest(queue(request)));
            case "POST */messages" -> send(queue(request), request);
            case "DELETE */messages" -> sqs.call("PurgeQueue", Map.of("QueueUrl", url(queue(request))));
            case "POST */redrive" -> redrive(queue(request), request);
            default -> throw request.unknown();
        };
    }

    private QueueSpec queue(Request request) {
        return plan.queues().stream()
                .filter(queue -> queue.name().equals(request.name()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no queue " + request.name()));
    }

    private String url(QueueSpec queue) {
        return String.valueOf(
                sqs.call("GetQueueUrl", Map.of("QueueName", queue.name())).get("QueueUrl"));
    }

    private Map<String, Object> summary(QueueSpec queue) {
        QueueView.Depth depth = queues.view().depth(queue.name());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", queue.name());
        json.put("id", queue.id());
        json.put("fifo", queue.fifo());
        json.put("visible", depth.visible());
        json.put("inFlight", depth.inFlight());
        json.put("delayed", depth.delayed());
        json.put("visibilitySeconds", queue.visibilitySeconds());
        queue.redrive().ifPresent(redrive -> {
            json.put("deadLetters", name(redrive.targetArn()));
            json.put("mostReceives", redrive.maxReceiveCount());
        });
        json.put("deadLettersOf", sources(queue).map(QueueSpec::name).toList());
        json.put(
                "calls",
                plan.queueSources().stream()
                        .filter(source -> source.queue().equals(queue))
                        .map(source -> source.function().id())
                        .toList());
        return json;
    }

    private Stream<QueueSpec> sources(QueueSpec deadLetters) {
        return plan.queues().stream()
                .filter(queue -> queue.redrive()
                        .filter(redrive -> redrive.targetArn().equals(deadLetters.arn()))
                        .isPresent());
    }

    private List<Map<String, Object>> oldest(QueueSpec queue) {
        return queues.view().messages(queue.name(), QueueView.Order.OLDEST_FIRST, OLDEST).stream()
                .map(QueuesPart::shown)
                .toList();
    }

    private static Map<String, Object> shown(QueueView.Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", message.id());
        json.put("body", message.body());
        json.put("cut", message.cut());
        json.put("state", message.state().name());
        json.put("receiveCount", message.receiveCount());
        json.put("sentAt", message.sent().toString());
        message.firstReceived().ifPresent(at -> json.put("firstReceivedAt", at.toString()));
        json.put("visibleFrom", message.visibleFrom().toString());
        message.group().ifPresent(group -> json.put("group", group));
        message.deduplicationId().ifPresent(id -> json.put("deduplicationId", id));
        message.deadLetterOf().ifPresent(source -> json.put("deadLetterOf", source));
        json.put("attributes", message.attributes());
        return json;
    }

    private Object send(QueueSpec queue, Request request) {
        Map<String, @Nullable Object> given = request.json();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("QueueUrl", url(queue));
        message.put("MessageBody", Json.string(given, "body").orElse(""));
        text(given, "group").ifPresent(group -> message.put("MessageGroupId", group));
        text(given, "deduplication").ifPresent(id -> message.put("MessageDeduplicationId", id));
        if (given.get("delay") instanceof Number seconds) {
            message.put("DelaySeconds", seconds);
        }
        return sqs.call("SendMessage", message);
    }

    // Where they go is named, so that messages come along that were sent to the dead letters by hand.
    private Object redrive(QueueSpec deadLetters, Request request) {
        QueueSpec to = sources(deadLetters)
                .filter(source -> source.name().equals(request.json().get("to")))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("The body must say to which of its sources"));
        return sqs.call("StartMessageMoveTask", Map.of("SourceArn", deadLetters.arn(), "DestinationArn", to.arn()));
    }

    private static Optional<String> text(Map<String, @Nullable Object> given, String field) {
        return Json.string(given, field).filter(value -> !value.isEmpty());
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
