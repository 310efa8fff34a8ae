package dev.tallystick.relay;

import dev.tallystick.wiring.Wiring;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Who is sent what, of the environment: a further consumer is a further queue here and in the template. */
final class Consumers {

    private Consumers() {}

    static List<ConsumerQueue> queues(Wiring wiring) {
        SqsClient queues = wiring.queues();
        return List.of(
                queue(wiring, queues, "insights", "INSIGHTS_QUEUE_URL"),
                queue(wiring, queues, "feed", "FEED_QUEUE_URL"));
    }

    static SetAside setAside(Wiring wiring) {
        return new SetAside(wiring.database(), wiring.tables(), wiring.clock());
    }

    private static ConsumerQueue queue(Wiring wiring, SqsClient queues, String consumer, String url) {
        return new ConsumerQueue(
                queues,
                wiring.variable(url),
                new SentPositions(wiring.database(), wiring.tables(), consumer, wiring.clock()),
                new KeptMessages(wiring.database(), wiring.tables(), consumer));
    }
}
