package dev.tallystick.health;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** {@code GET /health}: it answers, and in which version. */
public final class ReadHealth implements RequestStreamHandler {

    private final HttpFunction http = new HttpFunction(request -> HttpResponse.of(
            200,
            new JsonObject().with("status", "ok").with("version", version()).build()));

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    /** The version in the jar's manifest. */
    private static String version() {
        return Objects.requireNonNullElse(ReadHealth.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
