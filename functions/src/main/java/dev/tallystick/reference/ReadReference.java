package dev.tallystick.reference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GET /openapi.json}, {@code GET /docs} and the files of that page: what the interface can do. */
public final class ReadReference implements RequestStreamHandler {

    /** Names that change with their content; nothing else in the jar has one like it. */
    private static final Pattern ASSET = Pattern.compile("[A-Za-z.-]{1,64}\\.[0-9a-f]{12}\\.(js|css|svg|txt)");

    private static final String ASK_AGAIN = "no-cache";
    private static final String KEEP = "public, max-age=31536000, immutable";

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
            case "openapi.json" -> own("openapi.json").answer(request, ASK_AGAIN);
            case "docs" -> own("index.html").answer(request, ASK_AGAIN).with("Content-Security-Policy", POLICY);
            default -> asset(request.pathParameter("asset"), request);
        };
    }

    private static HttpResponse asset(String name, HttpRequest request) {
        return (ASSET.matcher(name).matches() ? PublishedFile.find(name) : Optional.<PublishedFile>empty())
                .map(file -> file.answer(request, KEEP).with("Content-Security-Policy", "default-src 'none'"))
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND, "The page has no such file")
                        .response());
    }

    private static PublishedFile own(String name) {
        return PublishedFile.find(name).orElseThrow(() -> new IllegalStateException("the build left out " + name));
    }
}
