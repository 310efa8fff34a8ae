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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A template of the tests, running, with functions that do what a test tells them. */
final class RunningCloud implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Account ACCOUNT = new Account("us-east-1", Account.LOCAL_ID, "shop");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path files;
    private final DataDirectory data;
    private final Cloud cloud = new Cloud();
    private final Map<String, String> endpoints;

    private RunningCloud(Path directory, Options options) throws IOException {
        files = Files.createDirectories(directory.resolve("files"));
        Template template = Cloud.check(options, ACCOUNT);
        data = DataDirectory.open(options.data(), false);
        endpoints = cloud.start(options, template, ACCOUNT, data, Optional.of(HttpPart.bindFree()))
                .byName();
    }

    /**
     * Runs a template of the tests' resources, with the parameters Directory and Jar that each of them has, and more options
     * of the command line. What it keeps is in the directory, where a second one finds it.
     */
    static RunningCloud start(Path directory, String template, String... more) throws IOException, URISyntaxException {
        List<String> options = new ArrayList<>(List.of(
                "--template",
                template(template).toString(),
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "--parameter",
                "Directory=" + directory.resolve("files"),
                "--parameter",
                "Jar=" + SampleJar.pack(directory)));
        options.addAll(List.of(more));
        return new RunningCloud(directory, Options.parse(options.toArray(String[]::new), Map.of()));
    }

    static Path template(String name) throws URISyntaxException {
        return Path.of(RunningCloud.class.getResource("/" + name).toURI());
    }

    Path data() {
        return data.path();
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

    String endpoint(String name) {
        return endpoints.get(name);
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

    /** A request to one of the HTTP APIs after the first, by its logical id. */
    HttpRequest.Builder requestTo(String api, String path) {
        return HttpRequest.newBuilder(URI.create(endpoints.get("http_" + api) + path));
    }

    /** A call of a service without an Authorization header. */
    HttpRequest.Builder unsigned(String service, String target, String body) {
        return HttpRequest.newBuilder(URI.create(endpoints.get(service) + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body));
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
