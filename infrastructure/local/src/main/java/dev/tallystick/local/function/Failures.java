package dev.tallystick.local.function;

import dev.tallystick.local.wire.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Failures as Lambda words them. */
public final class Failures {

    /** Six megabytes and a little, as Lambda's own message has it. */
    static final int MAX_ANSWER_BYTES = 6_291_556;

    private static final String KILLED = "signal: killed";

    private Failures() {}

    static Answer timedOut(String requestId, Duration timeout) {
        String problem = String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
        return failure("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + problem);
    }

    static Answer exited(String requestId, int status) {
        // The shell's convention: above 128 it was ended by a signal.
        return exited(
                "Runtime.ExitError",
                requestId,
                status == 0
                        ? "Runtime exited without providing a reason"
                        : "Runtime exited with error: " + (status == 137 ? KILLED : "exit status " + status));
    }

    static Answer outOfMemory(String requestId) {
        return exited("Runtime.OutOfMemory", requestId, "Runtime exited with error: " + KILLED);
    }

    /** As many calls as the function may have are running. */
    public static Answer throttled() {
        return new Answer.Throttled(Json.text(Map.of(
                "Reason",
                "ReservedFunctionConcurrentInvocationLimitExceeded",
                "Type",
                "User",
                "message",
                "Rate Exceeded.")));
    }

    /** Lambda itself failed, as far as its caller can tell. */
    public static Answer unavailable() {
        return failure("ServiceException", "An error occurred and the request cannot be processed.");
    }

    private static Answer exited(String type, String requestId, String reason) {
        return failure(type, "RequestId: " + requestId + " Error: " + reason);
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
