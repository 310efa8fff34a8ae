package dev.tallystick.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one request. */
@FunctionalInterface
interface Post {

    /**
     * What is known of the answer.
     *
     * @param retryAfter the header, where there is one
     */
    record Answer(int status, @Nullable String retryAfter) {}

    /**
     * Sends and waits for the answer's status, at most so long in all.
     *
     * @throws Route.Refused when the target may not be called
     * @throws java.net.SocketTimeoutException when the time is over
     * @throws Broken when the answer is no HTTP
     * @throws IOException when there is no connection, or no answer
     */
    Answer send(Target target, Map<String, String> headers, byte[] body, Duration longest) throws IOException;

    /** An answer that is no HTTP, or larger than is read. */
    final class Broken extends IOException {

        Broken() {
            super("the answer is not HTTP");
        }
    }
}
