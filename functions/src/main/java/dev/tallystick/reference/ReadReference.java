package dev.tallystick.reference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.PublishedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /openapi.json}, {@code GET /docs} and the files of that page: what the interface can do. */
public final class ReadReference implements RequestStreamHandler {

    private static final String FOLDER = "reference";

    /** No inline script, no other host. Styles: the viewer sets some on elements. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpFunction http = new HttpFunction(ReadReference::answer);

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private static HttpResponse answer(HttpRequest request) {
        return switch (request.lastOfRoute()) {
            case "openapi.json" -> PublishedFile.of(FOLDER, "openapi.json").answer(request);
            case "docs" ->
                PublishedFile.of(FOLDER, "index.html").answer(request).with("Content-Security-Policy", POLICY);
            default -> PublishedFile.asset(FOLDER, request.pathParameter("asset"), request);
        };
    }
}
