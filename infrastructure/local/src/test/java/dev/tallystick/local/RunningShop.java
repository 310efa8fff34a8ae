package dev.tallystick.local;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Template;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The template shop.yaml, running, with functions that do what a test tells them. */
final class RunningShop implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path files;
    private final DataDirectory data;
    private final Cloud cloud = new Cloud();
    private final Map<String, String> endpoints;

    private RunningShop(Path directory, int scheduleSpeed) throws IOException, URISyntaxException {
        files = Files.createDirectories(directory.resolve("files"));
        Options options = options(directory, SampleJar.pack(directory), scheduleSpeed);
        Account account = new Account("us-east-1", Account.LOCAL_ID, "shop");
        Template template = Cloud.check(options, account);
        data = DataDirectory.open(options.data(), false);
        endpoints = cloud.start(options, template, account, data, Optional.of(HttpPart.bindFree()))
                .byName();
    }

    static RunningShop start(Path directory) throws IOException, URISyntaxException {
        return new RunningShop(directory, 1);
    }

    static RunningShop startWithFasterSchedules(Path directory, int speed) throws IOException, URISyntaxException {
        return new RunningShop(directory, speed);
    }

    static Path template() throws URISyntaxException {
        return Path.of(RunningShop.class.getResource("/shop.yaml").toURI());
    }

    private static Options options(Path directory, Path jar, int scheduleSpeed) throws URISyntaxException {
        return Options.parse(
                new String[] {
                    "--template",
                    template().toString(),
                    "--port",
                    "0",
                    "--data",
                    directory.resolve("data").toString(),
                    "--parameter",
                    "Directory=" + directory.resolve("files"),
                    "--parameter",
                    "Jar=" + jar
                },
                Map.of("SCHEDULE_SPEED", Integer.toString(scheduleSpeed)));
    }

    void answer(String function, String script) throws IOException {
        Path next = files.resolve(function + ".next");
        Files.writeString(next, script);
        Files.move(next, files.resolve(function + ".answer"), StandardCopyOption.ATOMIC_MOVE);
    }

    List<Map<String, Object>> events(String function) throws IOException {
        Path events = files.resolve(function + ".events");
        String written = Files.exists(events) ? Files.readString(events) : "";
        // The last line may be half there.
        return written.substring(0, written.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> Json.object(line).orElseThrow())
                .toList();
    }

    List<Map<String, Object>> records(String function) throws IOException {
        return events(function).stream()
                .flatMap(event -> Json.objects(event.get("Records")).stream())
                .toList();
    }

    AwsCall sqs() {
        return new AwsCall(endpoints.get("sqs"), "AmazonSQS", "us-east-1");
    }

    AwsCall dynamodb() {
        return new AwsCall(endpoints.get("dynamodb"), "DynamoDB_20120810", "eu-central-1");
    }

    AwsCall secrets() {
        return new AwsCall(endpoints.get("secrets"), "secretsmanager", "us-east-1");
    }

    String queueUrl(String name) {
        return endpoints.get("sqs") + "/" + Account.LOCAL_ID + "/" + name;
    }

    void put(String key) {
        dynamodb().call("PutItem", Map.of("TableName", "shop-orders", "Item", Map.of("pk", Map.of("S", key))));
    }

    HttpResponse<String> invoke(String function, String payload, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoints.get("lambda") + "/2015-03-31/functions/" + function + "/invocations"))
                .POST(HttpRequest.BodyPublishers.ofString(payload));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoints.get("http") + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until it is so; only a fault makes a test wait long. */
    static void eventually(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not come about within " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        cloud.close();
        data.close();
    }
}
