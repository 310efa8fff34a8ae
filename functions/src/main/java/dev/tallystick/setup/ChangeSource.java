package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code PATCH /v1/sources/{source}}: another name, time zone or country from now on. */
public final class ChangeSource implements RequestStreamHandler {

    private final SourceStore sources;
    private final HttpFunction http;

    public ChangeSource() {
        this(Wiring.fromEnvironment());
    }

    private ChangeSource(Wiring wiring) {
        this(wiring.access(), new SourceStore(wiring.database(), wiring.tables()));
    }

    ChangeSource(Access access, SourceStore sources) {
        this.sources = sources;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return sources.change(request.pathParameter("source"), SourceChange.read(request.body()))
                .map(source -> HttpResponse.of(200, SourceAnswer.of(source)))
                .orElseGet(KeyAnswers::noSuchSource);
    }
}
