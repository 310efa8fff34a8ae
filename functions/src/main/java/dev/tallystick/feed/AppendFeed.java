package dev.tallystick.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.MessageGroups;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.WakeUps;
import dev.tallystick.stream.Watermarks;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Appends the events that the relay sends to the feed, each once, and wakes the webhooks. */
public final class AppendFeed implements RequestStreamHandler {

    static final String CONSUMER = "feed";

    private final ExactlyOnce<Map<?, ?>> appending;
    private final WakeUps webhooks;

    public AppendFeed() {
        this(Wiring.fromEnvironment());
    }

    private AppendFeed(Wiring wiring) {
        this(
                new ExactlyOnce<>(
                        new Watermarks(wiring.database(), wiring.tables(), CONSUMER, wiring.clock()),
                        new Appending(new FeedStore(wiring.database(), wiring.tables()))),
                new WakeUps(
                        wiring.database(), wiring.tables(), wiring.queues(), wiring.variable("DELIVERIES_QUEUE_URL")));
    }

    AppendFeed(ExactlyOnce<Map<?, ?>> appending, WakeUps webhooks) {
        this.appending = appending;
        this.webhooks = webhooks;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        MessageGroups.serveTogether(
                event,
                answer,
                "not-appended",
                bodies -> appending.take(ShardMessage.readAll(bodies, AppendFeed::event)));
        webhooks.ofAll();
    }

    private static Map<?, ?> event(Map<?, ?> event) {
        if (event.get("specversion") == null) {
            throw new IllegalStateException("not an event");
        }
        return event;
    }
}
