package dev.tallystick.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brings dead letters back to the queue that they came from, in {@code make run} or on AWS, and tells how many. */
public final class Redrive {

    private static final String DEAD_LETTERS = "-dead-letters";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Sqs sqs;
    private final String installation;

    Redrive(Sqs sqs, String installation) {
        this.sqs = sqs;
        this.installation = installation;
    }

    /** Takes the queue such as {@code batches}, the installation's name, its stage or nothing for {@code make run}, and {@code demo.json}. */
    public static void main(String[] arguments) {
        try {
            boolean local = arguments[2].isEmpty();
            Sqs sqs = local
                    ? new LocalSqs(Connection.read(Path.of(arguments[3])).endpoint("sqs"))
                    : new AwsCli(List.of("aws"));
            Redrive redrive = new Redrive(sqs, arguments[1] + "-" + (local ? "prod" : arguments[2]));
            System.out.println(
                    "%s: %s messages moved.".formatted(arguments[0], Amounts.whole(redrive.of(arguments[0]))));
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(1);
        }
    }

    /**
     * How many messages went back to that queue.
     *
     * @throws Fault when it has no dead letters, or they could not all be moved
     */
    long of(String queue) {
        Map<String, String> source = Map.of("SourceArn", arn(deadLetters(queue)));
        sqs.call("StartMessageMoveTask", source);
        Document task = latest(source);
        while (task.text("Status").equals("RUNNING")) {
            Pause.of(BETWEEN_LOOKS);
            task = latest(source);
        }
        long moved = task.has("ApproximateNumberOfMessagesMoved") ? task.number("ApproximateNumberOfMessagesMoved") : 0;
        if (!task.text("Status").equals("COMPLETED")) {
            throw new Fault("%s: %d messages moved, and then it ended: %s".formatted(queue, moved, task.fields()));
        }
        return moved;
    }

    private Document latest(Map<String, String> source) {
        return sqs.call("ListMessageMoveTasks", source).objects("Results").getFirst();
    }

    private String deadLetters(String queue) {
        String name = installation + "-" + queue + DEAD_LETTERS;
        List<String> all = urls();
        return all.stream()
                .filter(url -> url.endsWith("/" + name) || url.endsWith("/" + name + ".fifo"))
                .findFirst()
                .orElseThrow(() -> new Fault("QUEUE=%s has no dead letters; %s has them of %s"
                        .formatted(
                                queue,
                                installation,
                                all.stream().map(this::queue).sorted().toList())));
    }

    private List<String> urls() {
        Document found = sqs.call("ListQueues", Map.of("QueueNamePrefix", installation + "-"));
        return found.fields().get("QueueUrls") instanceof List<?> urls
                ? urls.stream()
                        .map(String::valueOf)
                        .filter(url -> url.contains(DEAD_LETTERS))
                        .toList()
                : List.of();
    }

    private String queue(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1 + installation.length() + 1);
        return name.substring(0, name.indexOf(DEAD_LETTERS));
    }

    private String arn(String url) {
        return sqs.call("GetQueueAttributes", Map.of("QueueUrl", url, "AttributeNames", List.of("QueueArn")))
                .object("Attributes")
                .text("QueueArn");
    }
}
