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
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code POST /v1/sources}: a further shop or store. */
public final class CreateSource implements RequestStreamHandler {

    private final SourceStore sources;
    private final HttpFunction http;

    public CreateSource() {
        this(Wiring.fromEnvironment());
    }

    private CreateSource(Wiring wiring) {
        this(wiring.access(), new SourceStore(wiring.database(), wiring.tables()));
    }

    CreateSource(Access access, SourceStore sources) {
        this.sources = sources;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Fields body = request.body();
        Source source = SourceFields.read(body);
        body.finish();
        Optional<Source> existing = sources.create(source);
        if (existing.isEmpty()) {
            return HttpResponse.of(201, SourceAnswer.of(source));
        }
        return existing.get().equals(source)
                ? HttpResponse.of(200, SourceAnswer.of(source)).with("Idempotency-Replayed", "true")
                : Problem.of(ProblemCode.SOURCE_EXISTS, "PATCH changes its name, time zone and country")
                        .response();
    }
}
