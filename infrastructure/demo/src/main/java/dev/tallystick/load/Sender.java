package dev.tallystick.load;

import dev.tallystick.demo.Answer;
import dev.tallystick.demo.Api;
import dev.tallystick.demo.Document;
import dev.tallystick.demo.Fault;
import dev.tallystick.demo.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Sends requests, again where they were turned away for the moment or got no answer, and measures. */
final class Sender {

    private static final int MOST_TRIES = 8;
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int REFUSED_FOR_GOOD = 500;
    private static final int TOO_MANY = 429;

    private final Api api;
    private final Measures measures;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);

    /** By an interface that tries once. */
    Sender(Api api, Measures measures) {
        this.api = api;
        this.measures = measures;
    }

    /** What became of a request. */
    sealed interface Outcome {

        /** It was acknowledged. */
        record Done(Answer answer) implements Outcome {}

        /** It was refused for good, and nothing is left of it. */
        record Refused() implements Outcome {}

        /** Nobody knows: no try had an answer that says. */
        record Unknown() implements Outcome {}
    }

    /**
     * Sends it until it is acknowledged or refused.
     *
     * @param dueNanos when it should be sent, on the clock of {@link System#nanoTime}
     */
    Outcome post(String kind, long dueNanos, String key, String path, Map<String, ?> body) {
        underWay.acquireUninterruptibly();
        try {
            for (int tried = 1; tried <= MOST_TRIES; tried++) {
                Optional<Answer> answer = once(key, path, body);
                if (answer.filter(found -> found.status() < 300).isPresent()) {
                    measures.took(kind, System.nanoTime() - dueNanos);
                    return new Outcome.Done(answer.get());
                }
                measures.failed(answer.map(Sender::code).orElse("no answer"));
                if (answer.filter(found -> found.status() < REFUSED_FOR_GOOD && found.status() != TOO_MANY)
                        .isPresent()) {
                    return new Outcome.Refused();
                }
                Pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, Math.min(5_000L, 100L << tried))));
            }
            return new Outcome.Unknown();
        } finally {
            underWay.release();
        }
    }

    private Optional<Answer> once(String key, String path, Map<String, ?> body) {
        try {
            return Optional.of(api.post(key, path, body));
        } catch (Fault _) {
            return Optional.empty();
        }
    }

    private static String code(Answer answer) {
        String code = Document.read(answer.text().getBytes(StandardCharsets.UTF_8))
                .filter(body -> body.has("code"))
                .map(body -> body.text("code"))
                .orElse("without a problem");
        return answer.status() + " " + code;
    }
}
