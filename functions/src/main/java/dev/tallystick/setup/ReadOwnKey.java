package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.ledger.Programs;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;

/** {@code GET /v1/key}: what the key is that asks, and the rules by which its till shows and spends points. */
public final class ReadOwnKey implements RequestStreamHandler {

    private final Programs programs;
    private final HttpFunction http;

    public ReadOwnKey() {
        this(Wiring.fromEnvironment());
    }

    private ReadOwnKey(Wiring wiring) {
        this(wiring.access(), wiring.programs());
    }

    ReadOwnKey(Access access, Programs programs) {
        this.programs = programs;
        this.http = access.admit(EnumSet.allOf(Scope.class), this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        return HttpResponse.of(200, OwnKeyAnswer.of(caller, programs.current()));
    }
}
