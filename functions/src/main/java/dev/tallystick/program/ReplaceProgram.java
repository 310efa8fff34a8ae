package dev.tallystick.program;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.ProgramJson;
import dev.tallystick.ledger.ProgramReader;
import dev.tallystick.points.Program;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code PUT /v1/program}: other rules from now on, on the condition that nobody has changed them meanwhile. */
public final class ReplaceProgram implements RequestStreamHandler {

    /** Every function reads it once a minute, and an item has 400 KB. */
    private static final int LARGEST_PROGRAM_BYTES = 100 * 1024;

    private final ProgramStore store;
    private final HttpFunction http;

    public ReplaceProgram() {
        this(Wiring.fromEnvironment());
    }

    private ReplaceProgram(Wiring wiring) {
        this(wiring.access(), new ProgramStore(wiring.database(), wiring.tables(), wiring.clock()));
    }

    ReplaceProgram(Access access, ProgramStore store) {
        this.store = store;
        this.http = access.require(Scope.PROGRAM, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Optional<String> expected = request.header("if-match");
        if (expected.isEmpty()) {
            return Problem.of(ProblemCode.PRECONDITION_REQUIRED, "Send the ETag that GET gave as If-Match")
                    .response();
        }
        Program current = store.current();
        Program next = ProgramReader.read(current.version() + 1, asGiven(request.body(), current));
        int bytes = Json.bytes(ProgramJson.write(next)).length;
        if (bytes > LARGEST_PROGRAM_BYTES) {
            return Problem.invalid(
                            "/bonuses",
                            "make a program of %d bytes; %d are the most".formatted(bytes, LARGEST_PROGRAM_BYTES))
                    .response();
        }
        if (next.inVersion(current.version()).equals(current)) {
            return ProgramAnswer.of(current);
        }
        return switch (store.replace(current, next, expected.get())) {
            case REPLACED -> ProgramAnswer.of(next);
            case CHANGED_MEANWHILE ->
                Problem.of(ProblemCode.PRECONDITION_FAILED, "The program is not the version of If-Match any more")
                        .response()
                        .with("ETag", ProgramAnswer.etag(store.current()));
            case IN_USE ->
                Problem.invalid(
                                next.currency().equals(current.currency()) ? "/timeZone" : "/currency",
                                "cannot change once there are entries")
                        .response();
        };
    }

    /** What GET gives can be sent back: its version is known and says nothing. */
    private static Fields asGiven(Fields body, Program current) {
        if (body.has("version")) {
            var _ = body.integer("version", 1, current.version());
        }
        return body;
    }
}
