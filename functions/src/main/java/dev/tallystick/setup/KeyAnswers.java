package dev.tallystick.setup;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import java.time.Instant;
import java.util.Map;

/** What became of a key, as HTTP. */
final class KeyAnswers {

    private KeyAnswers() {}

    /** @param made the status where there is a new secret */
    static HttpResponse of(KeyRing.Outcome outcome, int made) {
        return switch (outcome) {
            case KeyRing.Outcome.Made(var client, var key) -> HttpResponse.of(made, KeyAnswer.of(client, key));
            case KeyRing.Outcome.Replayed(var client) ->
                HttpResponse.of(200, KeyAnswer.of(client)).with("Idempotency-Replayed", "true");
            case KeyRing.Outcome.IdReused(Instant at) ->
                Problem.of(ProblemCode.OPERATION_ID_REUSED, "It was used at " + at + " for something else")
                        .with("first", Map.of("at", at.toString()))
                        .response();
            case KeyRing.Outcome.NoSuchSource() -> noSuchSource();
            case KeyRing.Outcome.NoSuchKey() -> noSuchKey();
            case KeyRing.Outcome.IsRevoked() ->
                Problem.of(ProblemCode.KEY_REVOKED, "A revoked key gets no new secret: make another key")
                        .response();
        };
    }

    static HttpResponse noSuchKey() {
        return Problem.of(ProblemCode.KEY_NOT_FOUND, "There is no key with this id")
                .response();
    }

    static HttpResponse noSuchSource() {
        return Problem.of(ProblemCode.SOURCE_NOT_FOUND, "There is no source with this id")
                .response();
    }
}
