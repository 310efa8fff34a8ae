package dev.tallystick.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.MessageGroups;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.Watermarks;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Appends the events that the relay sends to the feed, each once. */
public final class AppendFeed implements RequestStreamHandler {

    static final String CONSUMER = "feed";

    private final ExactlyOnce<Map<?, ?>> appending;

    public AppendFeed() {
        this(Wiring.fromEnvironment());
    }

    private AppendFeed(Wiring wiring) {
        this(new ExactlyOnce<>(
                new Watermarks(wiring.database(), wiring.tables(), CONSUMER, wiring.clock()),
                new Appending(new FeedStore(wiring.database(), wiring.tables()))));
    }

    AppendFeed(ExactlyOnce<Map<?, ?>> appending) {
        this.appending = appending;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        MessageGroups.serve(
                event, answer, "not-appended", body -> appending.take(ShardMessage.read(body, AppendFeed::event)));
    }

    private static Map<?, ?> event(Map<?, ?> event) {
        if (event.get("specversion") == null) {
            throw new IllegalStateException("not an event");
        }
        return event;
    }
}
