package dev.tallystick.local.function;

import dev.tallystick.local.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Failures as Lambda words them. */
final class Failures {

    /** Six megabytes and a little, as Lambda's own message has it. */
    static final int MAX_ANSWER_BYTES = 6_291_556;

    private Failures() {}

    static Answer timedOut(String requestId, Duration timeout, Instant now) {
        return new Answer.Failure(Json.text(Map.of(
                "errorMessage",
                String.format(
                        Locale.ROOT,
                        "%s %s Task timed out after %.2f seconds",
                        now.truncatedTo(ChronoUnit.MILLIS),
                        requestId,
                        timeout.toMillis() / 1000.0))));
    }

    static Answer exited(String requestId, int status) {
        // The shell's convention: above 128 it was ended by a signal.
        String reason = status == 0
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: " + (status == 137 ? "signal: killed" : "exit status " + status);
        return failure("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
    }

    static Answer notStarted(String problem) {
        return failure("Runtime.InvalidEntrypoint", problem);
    }

    static Answer tooLarge() {
        return failure(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + MAX_ANSWER_BYTES + " bytes).");
    }

    private static Answer failure(String type, String message) {
        return new Answer.Failure(Json.text(Map.of("errorType", type, "errorMessage", message)));
    }
}
