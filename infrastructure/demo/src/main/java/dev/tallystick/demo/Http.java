package dev.tallystick.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests, and sends them again when they were turned away for the moment or got no answer. */
final class Http {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    // A 500 or 502 may be the gateway's own, for a function that ended in mid-call: nobody knows what it had done.
    private static final Set<Integer> OF_THE_MOMENT = Set.of(429, 500, 502, 503, 504);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final LongAdder repeats = new LongAdder();
    private final int mostTries;

    Http(int mostTries) {
        this.mostTries = mostTries;
    }

    /** Longer than any function may take. */
    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    }

    /**
     * The last answer that there was.
     *
     * @throws Fault when there was none
     */
    HttpResponse<byte[]> send(HttpRequest request) {
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<byte[]> answer = once(request);
                if (tried == mostTries || !OF_THE_MOMENT.contains(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException _) {
                if (tried == mostTries) {
                    throw new Fault(request.uri().resolve("/") + " does not answer: start Tallystick with make run");
                }
            }
            repeats.increment();
            pause(tried);
        }
    }

    HttpResponse<byte[]> once(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Fault("stopped");
        }
    }

    /** How often a request was sent again. */
    long repeats() {
        return repeats.sum();
    }

    private static void pause(int tried) {
        long longestMillis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << tried);
        Pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, longestMillis + 1)));
    }
}
