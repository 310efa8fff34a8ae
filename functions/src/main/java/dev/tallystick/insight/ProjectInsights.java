package dev.tallystick.insight;

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

/** Counts the events that the relay sends, each once. */
public final class ProjectInsights implements RequestStreamHandler {

    static final String CONSUMER = "insights";

    private final ExactlyOnce<CountedEntry> projection;

    public ProjectInsights() {
        this(Wiring.fromEnvironment());
    }

    private ProjectInsights(Wiring wiring) {
        this(new ExactlyOnce<>(
                new Watermarks(wiring.database(), wiring.tables(), CONSUMER, wiring.clock()),
                new Projection(new InsightStore(wiring.database(), wiring.tables()))));
    }

    ProjectInsights(ExactlyOnce<CountedEntry> projection) {
        this.projection = projection;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        MessageGroups.serveTogether(
                event,
                answer,
                "not-counted",
                bodies -> projection.take(ShardMessage.readAll(bodies, CountedEntry::ofEvent)));
    }
}
