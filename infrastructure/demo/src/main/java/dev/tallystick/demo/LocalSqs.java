package dev.tallystick.demo;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The queues of {@code make run}. */
final class LocalSqs implements Sqs {

    private final URI endpoint;
    private final Http http = new Http(Api.USUAL_TRIES);

    LocalSqs(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Document call(String action, Map<String, ?> request) {
        HttpResponse<byte[]> answer = http.send(Http.request(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(BodyPublishers.ofByteArray(Document.bytes(request)))
                .build());
        return Document.read(answer.body())
                .filter(any -> answer.statusCode() == 200)
                .orElseThrow(() -> new Fault(
                        "%s was refused: %s".formatted(action, new String(answer.body(), StandardCharsets.UTF_8))));
    }
}
