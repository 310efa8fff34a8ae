package dev.tallystick.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Tallystick's HTTP interface. Requests turned away for the moment are sent again, which their ids make safe. */
public final class Api {

    /** Some ten seconds. */
    static final int USUAL_TRIES = 8;

    private final URI base;
    private final Http http;

    public Api(URI base) {
        this(base, USUAL_TRIES);
    }

    /** With so many tries of a request, from the sixth on up to five seconds apart. */
    public Api(URI base, int mostTries) {
        this.base = base;
        this.http = new Http(mostTries);
    }

    /** @throws Fault saying what to do when nothing answers or something else does */
    public void checkHealth() {
        try {
            Answer answer =
                    Answer.of(http.once(Http.request(base.resolve("/health")).build()));
            if (answer.status() == 200 && answer.text().contains("\"ok\"")) {
                return;
            }
            throw new Fault("%s is not a Tallystick that is well: start it with make run".formatted(base));
        } catch (IOException _) {
            throw new Fault("nothing answers at %s: start Tallystick with make run".formatted(base));
        }
    }

    public Answer get(String key, String pathAndQuery) {
        return Answer.of(http.send(authorized(key, pathAndQuery).GET().build()));
    }

    public Answer post(String key, String path, Map<String, ?> body) {
        return Answer.of(http.send(authorized(key, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Document.bytes(body)))
                .build()));
    }

    /** How often a request was sent again. */
    public long repeats() {
        return http.repeats();
    }

    private HttpRequest.Builder authorized(String key, String pathAndQuery) {
        return Http.request(base.resolve(pathAndQuery)).header("Authorization", "Bearer " + key);
    }
}
