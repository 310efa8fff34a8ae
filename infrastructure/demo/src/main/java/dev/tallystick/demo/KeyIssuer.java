package dev.tallystick.demo;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Issues API keys by Lambda's Invoke, which is how an installation gets its first ones. */
final class KeyIssuer {

    private static final String PATH = "/2015-03-31/functions/IssueKeyFunction/invocations";
    private static final String ZONE = "Europe/Berlin";
    private static final String COUNTRY = "DE";

    private final URI lambda;
    private final Http http = new Http();

    KeyIssuer(URI lambda) {
        this.lambda = lambda;
    }

    /** A new key of a source, which is made where it is new. */
    String issue(Source source) {
        HttpResponse<byte[]> answer = http.send(Http.request(lambda.resolve(PATH))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Document.bytes(payload(source))))
                .build());
        boolean failed = answer.statusCode() != 200
                || answer.headers().firstValue("X-Amz-Function-Error").isPresent();
        return Document.read(answer.body())
                .filter(key -> !failed && !key.has("code"))
                .orElseThrow(() -> new Fault("no API key for %s: IssueKeyFunction answered %d: %s"
                        .formatted(
                                source.id(), answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8))))
                .text("key");
    }

    private static Map<String, ?> payload(Source source) {
        return Map.of(
                "source",
                Map.of(
                        "id", source.id(),
                        "channel", source.channel().id(),
                        "name", source.title(),
                        "timeZone", ZONE,
                        "country", COUNTRY),
                "scopes",
                source.scopes());
    }
}
