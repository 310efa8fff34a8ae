package dev.tallystick.local.event;

import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;

/** Runs all event sources until it is closed. */
public final class EventSources implements AutoCloseable {

    private final Threads threads = new Threads();

    private EventSources() {}

    /** Starts them; stream positions are kept in the directory. */
    public static EventSources start(Plan plan, Invoker invoker, Queues queues, Tables tables, Path data) {
        EventSources sources = new EventSources();
        String region = plan.account().region();
        AwsCall sqs = queues.calls(region);
        QueueUrls urls = new QueueUrls(queues.url(), plan.account());
        for (QueueSource source : plan.queueSources()) {
            QueueInbox inbox =
                    new QueueInbox(source, queues, urls.of(source.queue().arn()), region);
            QueuePoller poller = new QueuePoller(source, invoker, inbox, sources.threads);
            sources.threads.start("queue " + source.queue().name(), poller::run);
        }
        for (StreamSource source : plan.streamSources()) {
            StreamCalls calls = new StreamCalls(
                    tables.streamCalls(region),
                    new Images(tables.calls(region), source.table().name()),
                    source.streamArn());
            Discards discards = new Discards(source, sqs, urls);
            StreamPoller poller = new StreamPoller(source, invoker, calls, discards, region, data, sources.threads);
            poller.begin();
            sources.threads.start("stream " + source.table().name(), poller::run);
        }
        return sources;
    }

    @Override
    public void close() {
        threads.close();
    }
}
