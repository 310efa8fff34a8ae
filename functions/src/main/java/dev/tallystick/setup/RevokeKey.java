package dev.tallystick.setup;

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
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code DELETE /v1/keys/{keyId}}: a key that opens nothing any more, everywhere within a minute. */
public final class RevokeKey implements RequestStreamHandler {

    private final KeyRing keys;
    private final HttpFunction http;

    public RevokeKey() {
        this(Wiring.fromEnvironment());
    }

    private RevokeKey(Wiring wiring) {
        this(wiring.access(), KeyRing.of(wiring.database(), wiring.tables(), wiring.clock()));
    }

    RevokeKey(Access access, KeyRing keys) {
        this.keys = keys;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        String keyId = request.pathParameter("keyId");
        if (keyId.equals(caller.keyId())) {
            return Problem.of(ProblemCode.KEY_IN_USE, "Use another key of scope setup to revoke this one")
                    .response();
        }
        return keys.revoke(keyId, caller) ? HttpResponse.empty() : KeyAnswers.noSuchKey();
    }
}
