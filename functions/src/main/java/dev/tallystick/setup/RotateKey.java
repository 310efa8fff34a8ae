package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/keys/{keyId}/rotate}: a new secret beside the one before. */
public final class RotateKey implements RequestStreamHandler {

    private final KeyRing keys;
    private final HttpFunction http;

    public RotateKey() {
        this(Wiring.fromEnvironment());
    }

    private RotateKey(Wiring wiring) {
        this(wiring.access(), KeyRing.of(wiring.database(), wiring.tables(), wiring.clock()));
    }

    RotateKey(Access access, KeyRing keys) {
        this.keys = keys;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        String keyId = request.pathParameter("keyId");
        RotationRequest rotation = RotationRequest.read(request.body(), keyId.equals(caller.keyId()));
        return KeyAnswers.of(
                keys.rotate(
                        keyId, rotation, caller, request.header("authorization").flatMap(ApiKey::ofHeader)),
                200);
    }
}
