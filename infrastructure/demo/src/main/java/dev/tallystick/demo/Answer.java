package dev.tallystick.demo;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * What the interface answered.
 *
 * @param request method and path, for messages
 * @param replayed whether it is the outcome of the same request sent before
 * @param text the body as it came
 */
public record Answer(String request, int status, boolean replayed, String text) {

    private static final int LONGEST_SHOWN = 300;

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(
                response.request().method() + " " + response.request().uri().getPath(),
                response.statusCode(),
                response.headers()
                        .firstValue("Idempotency-Replayed")
                        .filter("true"::equals)
                        .isPresent(),
                new String(response.body(), StandardCharsets.UTF_8));
    }

    /** @throws Fault when the body is not a JSON object */
    public Document body() {
        return Document.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(this::unexpected);
    }

    /**
     * The body of a success.
     *
     * @throws Fault naming request, status and problem otherwise
     */
    public Document success() {
        if (status != 200 && status != 201) {
            throw unexpected();
        }
        return body();
    }

    private Fault unexpected() {
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return new Fault("%s answered %d: %s".formatted(request, status, shown));
    }
}
