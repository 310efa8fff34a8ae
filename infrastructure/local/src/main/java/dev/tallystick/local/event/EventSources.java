package dev.tallystick.local.event;

import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs all event sources until it is closed. */
public final class EventSources implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();

    private EventSources() {}

    /** Starts them; stream positions are kept in the directory. */
    public static EventSources start(Plan plan, Fleet fleet, AwsCall sqs, String sqsUrl, AwsCall streams, Path data) {
        EventSources sources = new EventSources();
        QueueUrls urls = new QueueUrls(sqsUrl, plan.account());
        for (QueueSource source : plan.queueSources()) {
            QueuePoller poller = new QueuePoller(
                    source,
                    fleet,
                    sqs,
                    urls.of(source.queue().arn()),
                    plan.account().region());
            sources.start("queue " + source.queue().name(), poller::run);
        }
        for (StreamSource source : plan.streamSources()) {
            StreamCalls calls = new StreamCalls(streams, source.streamArn());
            Discards discards = new Discards(source, sqs, urls);
            StreamPoller poller = new StreamPoller(
                    source, fleet, calls, discards, plan.account().region(), data);
            sources.start("stream " + source.table().name(), poller::run);
        }
        return sources;
    }

    private void start(String name, Runnable poller) {
        threads.add(Thread.ofVirtual().name(name).start(poller));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
