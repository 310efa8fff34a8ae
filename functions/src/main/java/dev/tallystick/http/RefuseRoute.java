package dev.tallystick.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Answers whatever has no route: 405 where the path exists with other methods, else 404. */
public final class RefuseRoute implements RequestStreamHandler {

    private final HttpFunction http = new HttpFunction(RefuseRoute::answer);

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private static HttpResponse answer(HttpRequest request) {
        List<String> methods = Routes.methodsOf(request.path());
        if (methods.isEmpty()) {
            return Problem.of(ProblemCode.NOT_FOUND, "This version has no such path")
                    .response();
        }
        String allowed = String.join(", ", methods);
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path takes " + allowed)
                .response()
                .with("Allow", allowed);
    }
}
