package dev.tallystick.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /v1/insights/journeys}: members' ways between the channels, and where points were earned and spent. */
public final class ReadJourneys implements RequestStreamHandler {

    private final InsightStore store;
    private final HttpFunction http;

    public ReadJourneys() {
        this(Wiring.fromEnvironment());
    }

    private ReadJourneys(Wiring wiring) {
        this(wiring.access(), new InsightStore(wiring.database(), wiring.tables()));
    }

    ReadJourneys(Access access, InsightStore store) {
        this.store = store;
        this.http = access.require(Scope.INSIGHTS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        Days days = Days.read(query);
        query.finish();
        Generation generation = store.figures().current();
        return HttpResponse.of(
                200,
                Journeys.of(days.monthsFrom(days.from())
                                .flatMap(month -> store.journeys(generation, month, days.firstKey(), days.lastKey())))
                        .shown());
    }
}
