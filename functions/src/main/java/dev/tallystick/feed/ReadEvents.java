package dev.tallystick.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Cursor;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.stream.Feed;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code GET /v1/events}: what happened, in the order of the feed. */
public final class ReadEvents implements RequestStreamHandler {

    private static final int MOST = 500;
    private static final int USUAL = 100;

    private final Feed feed;
    private final HttpFunction http;

    public ReadEvents() {
        this(Wiring.fromEnvironment());
    }

    private ReadEvents(Wiring wiring) {
        this(wiring.access(), new Feed(new FeedStore(wiring.database(), wiring.tables())));
    }

    ReadEvents(Access access, Feed feed) {
        this.feed = feed;
        this.http = access.require(Scope.INSIGHTS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        String cursor = Cursor.read(query, "after", FeedPosition.TEXT);
        FeedPosition after = cursor == null ? FeedPosition.BEGINNING : FeedPosition.parse(cursor);
        int limit = query.integer("limit", 1, MOST, USUAL);
        query.finish();
        Optional<Feed.Page> found = feed.after(after, limit);
        if (found.isEmpty()) {
            query.fault("after", "is not one that an answer gave");
        }
        query.finish();
        Feed.Page page = found.orElseThrow();
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with("events", page.events())
                        .with("next", Cursor.of(page.next().text()))
                        .build());
    }
}
