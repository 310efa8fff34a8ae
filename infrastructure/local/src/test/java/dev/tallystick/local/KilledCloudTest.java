package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledCloudTest {

    @TempDir
    Path directory;

    private Process run() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LocalCloud.class.getName(),
                        "--template",
                        RunningCloud.template("streams.yaml").toString(),
                        "--port",
                        "0",
                        "--data",
                        directory.resolve("data").toString(),
                        "--parameter",
                        "Directory=" + directory.resolve("files"),
                        "--parameter",
                        "Jar=" + SampleJar.pack(directory))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private void put(String key) throws Exception {
        String endpoints = Files.readString(directory.resolve("data/endpoints.json"));
        String dynamodb = Json.object(endpoints)
                .flatMap(names -> Json.string(names, "dynamodb"))
                .orElseThrow();
        new AwsCall(dynamodb, "DynamoDB_20120810", "us-east-1")
                .call("PutItem", Map.of("TableName", "shop-orders", "Item", Map.of("pk", Map.of("S", key))));
    }

    @Test
    void a_record_whose_call_went_on_when_the_cloud_was_killed_comes_again() throws Exception {
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.writeString(files.resolve("Latest.answer"), "hang");
        Process cloud = run();
        RunningCloud.eventually(
                () -> Files.readString(directory.resolve("output")).endsWith("ready\n"));
        put("first");
        RunningCloud.eventually(() -> Files.exists(files.resolve("Latest.events"))
                && Files.readString(files.resolve("Latest.events")).endsWith("\n"));
        List<ProcessHandle> functions = cloud.descendants().toList();
        cloud.destroyForcibly().waitFor();
        functions.forEach(ProcessHandle::destroyForcibly);
        try (RunningCloud again = RunningCloud.start(directory, "streams.yaml")) {
            again.answer("Latest", "{}");
            RunningCloud.eventually(() -> again.records("Latest").size() == 2);
            assertThat(again.records("Latest"))
                    .extracting(record -> record.get("eventID"))
                    .containsOnly(again.records("Latest").getFirst().get("eventID"));
        }
    }
}
