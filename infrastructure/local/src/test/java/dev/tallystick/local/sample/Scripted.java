package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes down each event that it gets, in a file that tests read, and does what another file says: an answer, or one of
 * the words below.
 */
public final class Scripted implements RequestStreamHandler {

    private static final Pattern A3 =
            Pattern.compile("\"Keys\":\\{\"pk\":\\{\"S\":\"a3\"}}.*?\"SequenceNumber\":\"(\\d+)\"");
    private static final Path DIRECTORY = Path.of(System.getenv("DIRECTORY"));

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String name = context.getFunctionName();
        Files.writeString(
                DIRECTORY.resolve(name + ".events"),
                event + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Path script = DIRECTORY.resolve(name + ".answer");
        String answer = Files.exists(script) ? Files.readString(script) : "{}";
        switch (answer) {
            case "throw" -> throw new IllegalStateException("as the script says");
            case "fail a3 once" -> out.write(failOnce(event).getBytes(StandardCharsets.UTF_8));
            case "exit" -> Runtime.getRuntime().halt(3);
            case "hang" -> sleepUntilKilled();
            case "echo" -> out.write(event.getBytes(StandardCharsets.UTF_8));
            case "environment" ->
                out.write(("\"" + String.join(" ", System.getenv().keySet()) + "\"").getBytes(StandardCharsets.UTF_8));
            case "process" ->
                out.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8));
            case "meet" -> out.write(meet(context.getAwsRequestId()).getBytes(StandardCharsets.UTF_8));
            default -> out.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String failOnce(String event) throws IOException {
        Path failed = DIRECTORY.resolve("failed");
        Matcher record = A3.matcher(event);
        if (Files.exists(failed) || !record.find()) {
            return "{}";
        }
        Files.writeString(failed, "");
        return "{\"batchItemFailures\": [{\"itemIdentifier\": \"" + record.group(1) + "\"}]}";
    }

    // Answers only once three calls are in it at the same time.
    private static String meet(String requestId) throws IOException {
        Path place = Files.createDirectories(DIRECTORY.resolve("meeting"));
        Files.writeString(place.resolve(requestId), "");
        while (true) {
            try (var inside = Files.list(place)) {
                if (inside.count() >= 3) {
                    return Long.toString(ProcessHandle.current().pid());
                }
            }
            Thread.onSpinWait();
        }
    }

    private static void sleepUntilKilled() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
