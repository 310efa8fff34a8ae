package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/** Tallystick whole, on the local cloud in a process of its own: the template, the jar and the queues that are deployed. */
final class Cloud {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static final Path TEMPLATE = ROOT.resolve("template.yaml");

    private final Process process;
    private final Map<String, URI> endpoints;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> keys = new HashMap<>();
    private final Instant anHourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    /** Started when the first class asks for it. */
    private static final class Shared {
        private static final Cloud CLOUD = start(dataDirectory());
    }

    private Cloud(Process process, Map<String, URI> endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    /** An answer with its JSON. */
    record Answer(int status, Map<String, List<String>> headers, Map<String, Object> body, String text) {

        String code() {
            return String.valueOf(body.get("code"));
        }

        /** The value at a path such as {@code balance.available}; null where there is none. */
        Object at(String path) {
            Object value = body;
            for (String name : path.split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return value;
        }

        long number(String path) {
            return ((Number) at(path)).longValue();
        }

        boolean replayed() {
            return headers.getOrDefault("idempotency-replayed", List.of()).equals(List.of("true"));
        }

        List<Map<String, Object>> list(String name) {
            List<Map<String, Object>> result = new ArrayList<>();
            if (body.get(name) instanceof List<?> elements) {
                for (Object element : elements) {
                    Map<String, Object> object = new HashMap<>();
                    ((Map<?, ?>) element).forEach((key, value) -> object.put(String.valueOf(key), value));
                    result.add(object);
                }
            }
            return result;
        }
    }

    /** The one that all tests share, a class at a time; each uses members and ids of its own. See {@link OwnCloud}. */
    static Cloud shared() {
        return Shared.CLOUD;
    }

    static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cloud-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Cloud start(Path data) {
        return start(data, TEMPLATE, List.of());
    }

    /** With tables under other names than the stage makes, as after a restore: {@code Ledger}, {@code Members}, {@code Insights}. */
    static Cloud startOnTables(Path data, Map<String, String> names) {
        List<String> parameters = new ArrayList<>();
        names.forEach((table, name) -> parameters.addAll(List.of("--parameter", table + "TableName=" + name)));
        return start(data, TEMPLATE, parameters);
    }

    /** With schedules that go by sixty times faster: what is due every minute is done every second. */
    static Cloud startInAHurry(Path data) {
        return start(data, TEMPLATE, List.of("--schedule-speed", "60"));
    }

    /** With the functions' clocks moved, as an ISO 8601 duration says. */
    static Cloud startLater(Path data, String offset) {
        return startWith(
                data,
                template -> template.replace(
                        "      Variables:\n        MEMBERS_TABLE",
                        "      Variables:\n        CLOCK_OFFSET: " + offset + "\n        MEMBERS_TABLE"));
    }

    /** With a queue of batches that tries again soon, and gives up soon. */
    static Cloud startImpatient(Path data) {
        return startWith(
                data,
                template -> template.replace(
                                "VisibilityTimeout: 360\n      SqsManagedSseEnabled: true\n      RedrivePolicy",
                                "VisibilityTimeout: 30\n      SqsManagedSseEnabled: true\n      RedrivePolicy")
                        .replace("ApplyBatchesRole.Arn\n      Timeout: 60", "ApplyBatchesRole.Arn\n      Timeout: 30")
                        .replace("maxReceiveCount: 10", "maxReceiveCount: 3")
                        .replace("BATCHES_MOST_RECEIVES: 10", "BATCHES_MOST_RECEIVES: 3"));
    }

    /** With functions that rehearse so many rounds before their snapshot. */
    static Cloud startPrimed(Path data, int rounds) {
        return start(data, TEMPLATE, List.of("--parameter", "PrimingRounds=" + rounds));
    }

    /** With what a retailer has filled in for passes, as JSON. */
    static Cloud startWithPasses(Path data, String apple, String google) {
        return startWith(
                data,
                template -> template.replace(
                                "Description: What Apple gave to sign passes with\n      SecretString: \"{}\"",
                                "Description: What Apple gave to sign passes with\n      SecretString: " + json(apple))
                        .replace(
                                "Description: As whom passes are issued at Google\n      SecretString: \"{}\"",
                                "Description: As whom passes are issued at Google\n      SecretString: "
                                        + json(google)));
    }

    /**
     * Seeded, at a port that stays over restarts, with queues that bring again within seconds what was not dealt with, and never
     * give it up.
     */
    static Cloud startForChaos(Path data, int port) {
        List<String> more = new ArrayList<>(List.of("--port", Integer.toString(port), "--schedule-speed", "10"));
        more.addAll(seed());
        return startWith(
                data,
                template -> template.replaceAll("VisibilityTimeout: \\d+", "VisibilityTimeout: 30")
                        .replace("Timeout: 60\n", "Timeout: 20\n")
                        .replace("maxReceiveCount: 10", "maxReceiveCount: 1000")
                        .replace("BATCHES_MOST_RECEIVES: 10", "BATCHES_MOST_RECEIVES: 1000"),
                more);
    }

    private static Cloud startWith(Path data, UnaryOperator<String> change) {
        return startWith(data, change, List.of());
    }

    private static Cloud startWith(Path data, UnaryOperator<String> change, List<String> more) {
        try {
            String changed = change.apply(Files.readString(TEMPLATE)
                    .replace("functions/target/", ROOT.resolve("functions/target") + "/")
                    .replace("Location: ", "Location: " + ROOT + "/"));
            return start(data, Files.writeString(data.resolve("template-changed.yaml"), changed), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code make run} does, with the seed; its {@code .local/demo.json} is in the data directory. */
    static Cloud startSeeded(Path data) {
        return start(data, TEMPLATE, seed());
    }

    private static List<String> seed() {
        return List.of(
                "--seed", java() + " -cp " + System.getProperty("java.class.path") + " dev.tallystick.demo.Seed");
    }

    private static Cloud start(Path data, Path template, List<String> more) {
        try {
            Path local = ROOT.resolve("infrastructure/local/target");
            List<String> command = new ArrayList<>(List.of(
                    java(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    local.resolve("local-0.1.0.jar") + ":" + local.resolve("lib") + "/*",
                    "dev.tallystick.local.LocalCloud",
                    "--template",
                    template.toString(),
                    "--port",
                    "0",
                    "--data",
                    data.toString(),
                    "--parameter",
                    "ProgramCacheSeconds=0",
                    "--parameter",
                    "KeyCacheSeconds=0",
                    "--parameter",
                    "AllowLoopbackWebhooks=true",
                    "--parameter",
                    "PrimingRounds=0"));
            command.addAll(more);
            Process process = new ProcessBuilder(command)
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new Cloud(process, endpoints(process, data.resolve("cloud.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where the interface is. */
    URI api() {
        return endpoints.get("http");
    }

    /** As Ctrl-C does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** As the machine's end does: neither the cloud nor a function of it gets to do anything more. */
    void end() throws InterruptedException {
        List<ProcessHandle> functions = process.descendants().toList();
        process.destroyForcibly();
        functions.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Kills one of the functions' processes in whatever it is doing, chosen by a number; whether there was one. */
    boolean killOne(int chosen) {
        List<ProcessHandle> functions = process.descendants()
                .filter(worker -> worker.info()
                        .commandLine()
                        .filter(line -> line.contains(" dev.tallystick.") && !line.contains("dev.tallystick.demo."))
                        .isPresent())
                .toList();
        return !functions.isEmpty()
                && functions.get(Math.floorMod(chosen, functions.size())).destroyForcibly();
    }

    /** Replaces the rules by which calls and deliveries of functions fail; none of them where the list is empty. */
    void faults(long seed, List<Map<String, Object>> rules) {
        Answer answer = send(HttpRequest.newBuilder(endpoints.get("http").resolve("/_local/faults"))
                .PUT(BodyPublishers.ofString(json(Map.of("seed", seed, "rules", rules))))
                .build());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** How often each rule has fired since. */
    List<Long> fired() {
        return send(HttpRequest.newBuilder(endpoints.get("http").resolve("/_local/faults"))
                        .build())
                .list("rules")
                .stream()
                .map(rule -> ((Number) rule.get("fired")).longValue())
                .toList();
    }

    /** Kills the processes of a function in whatever they are doing; how many there were. */
    long kill(String handler) {
        return process.descendants()
                .filter(worker -> worker.info()
                        .commandLine()
                        .filter(line -> line.endsWith("." + handler))
                        .isPresent())
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    /** A key of a source with every scope. */
    String key(String source) {
        return key(source, Set.copyOf(Source.OFFICE.scopes()));
    }

    /** A key of a source with these scopes, issued the way an operator issues the first one. */
    String key(String source, Set<String> scopes) {
        return key(source, "", scopes);
    }

    /** A key of a till with every scope. */
    String tillKey(String source, String terminal) {
        return key(source, "\"terminal\": \"" + terminal + "\",", Set.copyOf(Source.OFFICE.scopes()));
    }

    private synchronized String key(String source, String terminal, Set<String> scopes) {
        return keys.computeIfAbsent(source + terminal + scopes, any -> {
            String channel = switch (source) {
                case "web" -> "online";
                case "office" -> "office";
                default -> "in_store";
            };
            Answer issued = issueKey("""
                    {"source": {"id": "%s", "channel": "%s", "name": "%s", "timeZone": "Europe/Berlin", "country": "DE"},
                     %s "scopes": [%s]}""".formatted(
                    source,
                    channel,
                    source,
                    terminal,
                    scopes.stream().sorted().map(scope -> '"' + scope + '"').collect(Collectors.joining(","))));
            return String.valueOf(issued.body().get("key"));
        });
    }

    Answer issueKey(String payload) {
        return invoke("IssueKeyFunction", payload);
    }

    /** As {@code aws lambda invoke} does. */
    Answer invoke(String function, String payload) {
        return send(HttpRequest.newBuilder(
                        endpoints.get("lambda").resolve("/2015-03-31/functions/" + function + "/invocations"))
                .POST(BodyPublishers.ofString(payload))
                .build());
    }

    /** The calls of a source, with every scope. */
    Shop shop(String source) {
        return new Shop(this, key(source), anHourAgo);
    }

    /** The calls of a source that may not act on other sources' operations. */
    Shop shopByItself(String source) {
        return new Shop(
                this,
                key(
                        source,
                        Source.OFFICE.scopes().stream()
                                .filter(scope -> !scope.equals("any-source"))
                                .collect(Collectors.toSet())),
                anHourAgo);
    }

    /** The calls of a till, with every scope. */
    Shop till(String source, String terminal) {
        return new Shop(this, tillKey(source, terminal), anHourAgo);
    }

    /** A call of the local cloud itself, such as one that moves its clock. */
    Answer local(String path, String body) {
        return send(HttpRequest.newBuilder(endpoints.get("http").resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer get(String key, String path) {
        return send("GET", path, Map.of("Authorization", "Bearer " + key), "");
    }

    Answer post(String key, String path, String body) {
        return send("POST", path, Map.of("Authorization", "Bearer " + key), body);
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        return send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoints.get("http") + path))
                .method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        Answer answer = send(request.build());
        assertThat(Contract.of()
                        .faults(new Contract.Exchange(
                                method,
                                path,
                                new String(body, StandardCharsets.UTF_8),
                                answer.status(),
                                answer.headers(),
                                answer.text())))
                .isEmpty();
        return answer;
    }

    /** Replaces the program by what is made of its JSON. */
    void changeProgram(UnaryOperator<String> change) {
        String office = key("office");
        Answer program = get(office, "/v1/program");
        String changed = change.apply(program.text());
        assertThat(changed).isNotEqualTo(program.text());
        Answer replaced = send(
                "PUT",
                "/v1/program",
                Map.of(
                        "Authorization",
                        "Bearer " + office,
                        "If-Match",
                        program.headers().get("etag").getFirst()),
                changed);
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    }

    /** How many items the Ledger and the Members table hold: what was refused must not change it. */
    long items() {
        return count("tallystick-prod-ledger") + count("tallystick-prod-members");
    }

    long entries() {
        return count("tallystick-prod-ledger");
    }

    Answer dynamodb(String operation, String body) {
        return send(HttpRequest.newBuilder(endpoints.get("dynamodb"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** A member's account as it lies in the table. */
    Map<String, Object> account(String member) {
        Answer found = dynamodb("GetItem", """
                {"TableName": "tallystick-prod-members", "ConsistentRead": true,
                 "Key": {"pk": {"S": "MEMBER#%s"}, "sk": {"S": "ACCOUNT"}}}""".formatted(member));
        Map<String, Object> item = new HashMap<>();
        ((Map<?, ?>) found.at("Item")).forEach((name, value) -> item.put(String.valueOf(name), value));
        return item;
    }

    /** Puts an item of the Members table, as nobody should. */
    void putMember(Map<String, ?> item) {
        assertThat(dynamodb("PutItem", "{\"TableName\": \"tallystick-prod-members\", \"Item\": " + json(item) + "}")
                        .status())
                .isEqualTo(200);
    }

    Answer sqs(String operation, String body) {
        return send(HttpRequest.newBuilder(endpoints.get("sqs"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + operation)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** How many messages each queue has, those that are being dealt with included. */
    Map<String, Long> depths() {
        Map<String, Long> depths = new TreeMap<>();
        for (Object url : (List<?>) sqs("ListQueues", "{}").at("QueueUrls")) {
            String queue = String.valueOf(url).substring(String.valueOf(url).lastIndexOf('/') + 1);
            Map<?, ?> found = attributes(queue);
            depths.put(
                    queue,
                    Stream.of("", "NotVisible", "Delayed")
                            .mapToLong(state ->
                                    Long.parseLong(String.valueOf(found.get("ApproximateNumberOfMessages" + state))))
                            .sum());
        }
        return depths;
    }

    /** How many messages a queue has. */
    long depth(String queue) {
        return Long.parseLong(String.valueOf(attributes(queue).get("ApproximateNumberOfMessages")));
    }

    /** Brings the dead letters of a queue back to it, as {@code make redrive} does; what that prints. */
    String redrive(String queue) {
        try {
            Path demo = Files.createTempFile("demo", ".json");
            Files.writeString(
                    demo,
                    json(Map.of(
                            "api", endpoints.get("http").toString(),
                            "keys", Map.of(),
                            "endpoints", Map.of("sqs", endpoints.get("sqs").toString()))));
            Process program = new ProcessBuilder(
                            java(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.tallystick.demo.Redrive",
                            queue,
                            "tallystick",
                            "",
                            demo.toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor()).as(printed).isZero();
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Object url(String queue) {
        return sqs("GetQueueUrl", "{\"QueueName\": \"" + queue + "\"}").at("QueueUrl");
    }

    private Map<?, ?> attributes(String queue) {
        return (Map<?, ?>)
                sqs("GetQueueAttributes", "{\"QueueUrl\": \"" + url(queue) + "\", \"AttributeNames\": [\"All\"]}")
                        .at("Attributes");
    }

    /** Asks again until the answer is as it should become; after three minutes it fails with the last. */
    static <T> T eventually(Callable<T> ask, Predicate<T> asItShouldBe) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        try {
            T answer = ask.call();
            while (!asItShouldBe.test(answer)) {
                assertThat(System.nanoTime()).as("still " + answer).isLessThan(end);
                Thread.sleep(100);
                answer = ask.call();
            }
            return answer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The figures, once they count every entry in the table: of members' and of nobody's. */
    Answer booksThatCountEverything() {
        Answer balance = eventually(
                () -> get(key("office"), "/v1/insights/trial-balance"), found -> found.number("entries") == entries());
        assertThat(balance.number("sum")).as(balance.text()).isZero();
        return balance;
    }

    /** Every event of the feed, in pages of so many. */
    List<Map<String, Object>> feed(int limit) {
        return feed(key("office"), limit);
    }

    List<Map<String, Object>> feed(String key, int limit) {
        List<Map<String, Object>> events = new ArrayList<>();
        Answer page = events(key, "limit=" + limit);
        while (!page.list("events").isEmpty()) {
            events.addAll(page.list("events"));
            page = events(key, "limit=" + limit + "&after=" + page.at("next"));
        }
        return events;
    }

    private Answer events(String key, String query) {
        Answer page = get(key, "/v1/events?" + query);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page;
    }

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    private long count(String table) {
        long count = 0;
        String from = "";
        while (true) {
            Answer page = dynamodb(
                    "Scan",
                    "{\"TableName\": \"" + table + "\", \"Select\": \"COUNT\", \"ConsistentRead\": true" + from + "}");
            count += page.number("Count");
            if (!page.body().containsKey("LastEvaluatedKey")) {
                return count;
            }
            from = ", \"ExclusiveStartKey\": " + json(page.body().get("LastEvaluatedKey"));
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers().map(), parse(response.body()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> parse(String text) {
        return text.startsWith("{") ? JSON.std.mapFrom(text) : Map.of();
    }

    static String json(Object value) {
        return JSON.std.asString(value);
    }

    private static Map<String, URI> endpoints(Process process, Path log) throws IOException {
        StringBuilder output = new StringBuilder();
        Map<String, URI> endpoints = new HashMap<>();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            String[] words = line.split(" +", -1);
            if (words.length == 2 && words[1].startsWith("http://localhost:")) {
                endpoints.put(words[0], URI.create(words[1]));
            }
            if (line.equals("ready")) {
                // A virtual one would keep its carrier while it waits, and two clouds all carriers of two cores.
                Thread.ofPlatform().daemon().start(() -> keep(lines, log));
                return endpoints;
            }
        }
        throw new AssertionError("the local cloud did not start\n" + output);
    }

    private static void keep(BufferedReader lines, Path log) {
        try (var out = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
