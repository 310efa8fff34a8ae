package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    @TempDir
    Path directory;

    private Process run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LocalCloud.class.getName(),
                "--template",
                RunningCloud.template("shop.yaml").toString(),
                "--parameter",
                "Directory=" + directory,
                "--parameter",
                "Jar=" + SampleJar.pack(directory)));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    @Test
    void it_says_where_everything_is_runs_the_seed_and_stops_when_told() throws Exception {
        Process cloud = run(
                "--port",
                "0",
                "--data",
                data(),
                "--seed",
                "echo seeding $LOCAL_HTTP $LOCAL_DYNAMODB $LOCAL_SQS $LOCAL_LAMBDA");
        RunningCloud.eventually(() -> output().endsWith("ready\n"));
        Map<String, Object> endpoints = Json.object(Files.readString(directory.resolve("data/endpoints.json")))
                .orElseThrow();
        for (String name : List.of("http", "dynamodb", "sqs", "lambda")) {
            assertThat(output().lines().filter(line -> line.matches(name + " +http://localhost:\\d+")))
                    .as(name)
                    .hasSize(1)
                    .allMatch(line -> line.endsWith(String.valueOf(endpoints.get(name))));
        }
        // What a person has to find comes last: first the lists, in lines that a terminal shows whole.
        assertThat(output())
                .containsSubsequence(
                        "has an effect:", "accepted without effect", "\n\nhttp ", "seeding http", "\nready\n");
        assertThat(output().lines()
                        .dropWhile(line -> !line.equals("has an effect:"))
                        .takeWhile(line -> !line.isEmpty()))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.length() <= 120);
        assertThat(output())
                .contains("seeding " + endpoints.get("http") + " " + endpoints.get("dynamodb") + " "
                        + endpoints.get("sqs") + " " + endpoints.get("lambda"));
        cloud.destroy();
        assertThat(cloud.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.exitValue()).isZero();
        assertThat(cloud.descendants()).isEmpty();
    }

    @Test
    void help_is_printed_and_nothing_is_run() throws Exception {
        Process cloud = run("--data", data(), "--help");
        assertThat(cloud.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.exitValue()).isZero();
        assertThat(output()).isEqualTo(Options.HELP);
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void a_seed_that_fails_ends_it_with_a_message() throws Exception {
        Process cloud = run("--without-functions", "--data", data(), "--seed", "exit 4");
        assertThat(cloud.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.exitValue()).isNotZero();
        assertThat(output()).contains("the seed failed with status 4: exit 4").doesNotContain("ready");
    }

    @Test
    void without_functions_there_are_tables_queues_and_secrets_only() throws Exception {
        Process cloud = run("--without-functions", "--data", data());
        RunningCloud.eventually(() -> output().endsWith("ready\n"));
        assertThat(Json.object(Files.readString(directory.resolve("data/endpoints.json")))
                        .orElseThrow())
                .containsOnlyKeys("dynamodb", "sqs", "secrets");
        // While it runs nobody else gets its data.
        Path first = Files.move(directory.resolve("output"), directory.resolve("first"));
        Process second = run("--without-functions", "--data", data());
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(output()).contains("another running cloud has the data in");
        assertThat(Files.readString(first)).endsWith("ready\n");
        cloud.destroy();
        assertThat(cloud.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_taken_port_is_named_and_nothing_is_touched() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process cloud = run("--port", Integer.toString(taken.getLocalPort()), "--data", data());
            assertThat(cloud.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(cloud.exitValue()).isNotZero();
            assertThat(output().strip())
                    .isEqualTo("port " + taken.getLocalPort() + " is taken; set PORT=… to another one");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }
}
