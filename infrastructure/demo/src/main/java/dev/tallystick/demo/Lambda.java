package dev.tallystick.demo;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Invokes functions by Lambda's Invoke. */
final class Lambda {

    /** Longer than any of our functions may take. */
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final URI endpoint;
    private final Http http = new Http(Api.USUAL_TRIES);

    Lambda(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What the function answers.
     *
     * @throws Fault when it fails, or answers a problem
     */
    Document invoke(String function, Map<String, ?> payload) {
        HttpResponse<byte[]> answer =
                http.send(Http.request(endpoint.resolve("/2015-03-31/functions/%s/invocations".formatted(function)))
                        .header("Content-Type", "application/json")
                        .timeout(LONGEST)
                        .POST(BodyPublishers.ofByteArray(Document.bytes(payload)))
                        .build());
        boolean failed = answer.statusCode() != 200
                || answer.headers().firstValue("X-Amz-Function-Error").isPresent();
        return Document.read(answer.body())
                .filter(document -> !failed && !document.has("code"))
                .orElseThrow(() -> new Fault("%s answered %d: %s"
                        .formatted(function, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8))));
    }
}
