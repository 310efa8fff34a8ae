package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /v1/sources} and {@code GET /v1/sources/{source}}: the shops and stores, by id. */
public final class ReadSources implements RequestStreamHandler {

    private final SourceStore sources;
    private final HttpFunction http;

    public ReadSources() {
        this(Wiring.fromEnvironment());
    }

    private ReadSources(Wiring wiring) {
        this(wiring.access(), new SourceStore(wiring.database(), wiring.tables()));
    }

    ReadSources(Access access, SourceStore sources) {
        this.sources = sources;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        return request.optionalPathParameter("source")
                .map(id -> one(id, query))
                .orElseGet(() -> page(Paging.read(query, SourceFields.ID)));
    }

    private HttpResponse one(String id, Query query) {
        query.finish();
        return sources.find(id)
                .map(source -> HttpResponse.of(200, SourceAnswer.of(source)))
                .orElseGet(KeyAnswers::noSuchSource);
    }

    private HttpResponse page(Paging paging) {
        Listing.Page<Source> page = sources.page(paging.after(), paging.limit());
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with("sources", page.map(SourceAnswer::of))
                        .with("nextCursor", page.cursor())
                        .build());
    }
}
