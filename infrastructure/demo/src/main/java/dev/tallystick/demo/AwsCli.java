package dev.tallystick.demo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The queues of an AWS account, by the command line of AWS and whatever it is signed in with. */
final class AwsCli implements Sqs {

    private final List<String> command;

    /** @param command the command line's own */
    AwsCli(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Document call(String action, Map<String, ?> request) {
        Process process = start(action, Document.text(request));
        try {
            byte[] answer = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new Fault("aws sqs " + kebab(action) + " failed");
            }
            return Document.read(answer).orElseGet(() -> new Document(Map.of()));
        } catch (IOException e) {
            throw new Fault("aws sqs " + kebab(action) + " was cut off: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Fault("stopped");
        }
    }

    private Process start(String action, String request) {
        List<String> arguments = List.of("sqs", kebab(action), "--output", "json", "--cli-input-json", request);
        try {
            return new ProcessBuilder(
                            Stream.concat(command.stream(), arguments.stream()).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException _) {
            throw new Fault("the AWS command line was not found: install it, or leave out STAGE for make run");
        }
    }

    private static String kebab(String action) {
        return action.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
