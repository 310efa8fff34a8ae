package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Contract.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every {@code curl} of the API reference, typed as it stands, in the order in which it is read. */
@OwnCloud
class ExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** What a system that was not told of Apple and Google has not. */
    private static final Set<String> NOT_FILLED_IN =
            Set.of("GET /v1/wallet/passes/apple", "GET /v1/wallet/passes/google");

    private record Called(String method, String path, int status) {}

    @Test
    void everyExampleOfTheReferenceWorks() throws Exception {
        Path data = Cloud.dataDirectory();
        Cloud cloud = Cloud.startSeeded(data);
        StringBuilder script = new StringBuilder();
        String preamble = examples(
                        Contract.of().document().at("/info/description").asString())
                .getFirst();
        script.append(preamble.replace("http://localhost:3000", cloud.api().toString()));
        for (Operation operation : Contract.of().operations()) {
            script.append("echo 'for ").append(operation.route()).append("' >&2\n");
            examples(operation.node().path("description").asString()).forEach(script::append);
        }

        List<String> lines = run(data, script.toString());

        String route = "";
        List<String> shown = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("for ")) {
                route = line.substring("for ".length());
            } else if (line.startsWith("called ")) {
                Called called = called(line);
                assertThat(called.status())
                        .as("in the example for " + route + ": " + line)
                        .isIn(NOT_FILLED_IN.contains(route) ? List.of(404) : List.of(200, 201, 202, 204));
                if (fits(route, called)) {
                    shown.add(route);
                }
            } else {
                throw new AssertionError("in the example for " + route + ": " + line);
            }
        }
        assertThat(shown)
                .containsOnlyOnceElementsOf(Contract.of().operations().stream()
                        .map(Operation::route)
                        .toList());
        cloud.stop();
    }

    private static boolean fits(String route, Called called) {
        String[] methodAndPath = route.split(" ", 2);
        return methodAndPath[0].equals(called.method())
                && called.path().matches(methodAndPath[1].replaceAll("\\{[A-Za-z]+}", "[^/]+"));
    }

    private static Called called(String line) {
        String[] words = line.split(" ", -1);
        return new Called(words[1], URI.create(words[2]).getPath(), Integer.parseInt(words[3]));
    }

    private static List<String> examples(String description) {
        List<String> examples = new ArrayList<>();
        Matcher found = EXAMPLE.matcher(description);
        while (found.find()) {
            examples.add(found.group(1));
        }
        return examples;
    }

    /** What the shell and its commands told on standard error. */
    private static List<String> run(Path directory, String script) throws IOException, InterruptedException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        // What it was asked and told, beside what it prints.
        Path curl = Files.writeString(
                tools.resolve("curl"),
                "#!/bin/sh\nexec " + whereIs("curl")
                        + " \"$@\" -w '%{stderr}called %{method} %{url_effective} %{http_code}\\n'\n");
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path errors = directory.resolve("examples.err");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("examples.out").toFile())
                .redirectError(errors.toFile());
        shell.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        shell.environment().put("LC_ALL", "C");
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(errors, StandardCharsets.UTF_8).lines().toList();
    }

    private static String whereIs(String program) {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(directory, program);
            if (Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        throw new AssertionError("the examples need " + program.toLowerCase(Locale.ROOT));
    }
}
