package dev.tallystick.local.plan;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Properties;
import java.util.Optional;

/** A queue. */
public record QueueSpec(
        String id,
        String name,
        String arn,
        boolean fifo,
        boolean contentBasedDeduplication,
        int visibilitySeconds,
        int delaySeconds,
        int waitSeconds,
        Optional<Redrive> redrive) {

    /** Where a message goes that was received too often. */
    public record Redrive(String targetArn, int maxReceiveCount) {}

    static QueueSpec of(Account account, String name, Properties properties) {
        boolean fifo = properties.truth("FifoQueue");
        if (fifo != name.endsWith(".fifo")) {
            throw properties.fault("QueueName", "ends in .fifo exactly where FifoQueue is true");
        }
        Properties policy = properties.inner("RedrivePolicy");
        Optional<Redrive> redrive = properties.has("RedrivePolicy")
                ? Optional.of(new Redrive(
                        policy.required("deadLetterTargetArn"), (int) policy.number("maxReceiveCount", 10, 1, 1000)))
                : Optional.empty();
        return new QueueSpec(
                properties.resource().id(),
                name,
                account.arn("sqs", name),
                fifo,
                properties.truth("ContentBasedDeduplication"),
                (int) properties.number("VisibilityTimeout", 30, 0, 43_200),
                (int) properties.number("DelaySeconds", 0, 0, 900),
                (int) properties.number("ReceiveMessageWaitTimeSeconds", 0, 0, 20),
                redrive);
    }
}
