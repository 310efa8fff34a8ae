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
import dev.tallystick.http.Query;
import dev.tallystick.points.Program;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code GET /v1/program} and {@code GET /v1/program/versions/{n}}: the rules as they are, and as they were. */
public final class ReadProgram implements RequestStreamHandler {

    private final ProgramStore store;
    private final HttpFunction http;

    public ReadProgram() {
        this(Wiring.fromEnvironment());
    }

    private ReadProgram(Wiring wiring) {
        this(wiring.access(), new ProgramStore(wiring.database(), wiring.tables(), wiring.clock()));
    }

    ReadProgram(Access access, ProgramStore store) {
        this.store = store;
        this.http = access.require(Scope.PROGRAM, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        Optional<Program> program = request.optionalPathParameter("version")
                .map(store::version)
                .orElseGet(() -> Optional.of(store.current()));
        return program.map(ProgramAnswer::of)
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND, "There is no such version of the program")
                        .response());
    }
}
