package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.Contract.Operation;
import dev.tallystick.system.FuzzedCallers.Caller;
import dev.tallystick.system.FuzzedCallers.Planted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Thousands of requests that nobody in their right mind would send, over every operation of the document, with every kind of
 * key, wallet token and cookie. {@code SEED} in the environment makes the same choices again.
 */
@OwnCloud
class FuzzTest {

    /** A function that has not been called for a while has to start again, so each gets many requests in a row. */
    private static final int IN_A_ROW = 40;

    /** More in a test run of its own: {@code FUZZ_ROUNDS=20}, with the {@code SEED} of another one where that is to be repeated. */
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("FUZZ_ROUNDS", "1"));

    private static final int REFUSED_AGAIN = 400 * ROUNDS;
    private static final int MOST_ATTEMPTS = 6;

    /** What is in a log where something went wrong that no answer shows. */
    private static final List<String> FAILURES =
            List.of("\"failed\"", "\"row-failed\"", "\"batch-failed\"", "\"row-of-whom\"", "Task timed out");

    /** Bytes are kept as text in Latin 1. */
    private record Sent(Operation operation, String target, Map<String, String> headers, String bytes) {

        byte[] body() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }

        String method() {
            return operation.method().toUpperCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            String text = new String(body(), StandardCharsets.UTF_8);
            return operation.route() + " as " + target + " with "
                    + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
        }
    }

    private final long seed =
            System.getenv("SEED") == null ? System.nanoTime() % 1_000_000 : Long.parseLong(System.getenv("SEED"));
    private final Random random = new Random(seed);
    private final Path data = Cloud.dataDirectory();
    private final Cloud cloud = Cloud.start(data);
    private final FuzzedCallers callers = new FuzzedCallers(cloud, random);
    private final FuzzedBodies bodies =
            new FuzzedBodies(Contract.of().document(), random, callers.names(), callers::token);
    private final FuzzedPaths paths = new FuzzedPaths(
            random, bodies, callers.planted().stream().map(Planted::id).toList());

    @Test
    void nothingBreaksNothingLeaksAndWhatIsRefusedChangesNothing() throws Exception {
        System.out.println("fuzzing with SEED=" + seed);
        Map<Integer, Integer> answers = new TreeMap<>();
        Set<String> neverCameThrough = new TreeSet<>();
        List<Sent> refused = new ArrayList<>();
        List<Operation> operations = Contract.of().operations();
        operations.forEach(operation -> neverCameThrough.add(operation.route()));
        for (int i = 0; i < ROUNDS * IN_A_ROW * operations.size(); i++) {
            Operation operation = operations.get(i / IN_A_ROW % operations.size());
            Caller caller = callers.any(operation);
            Sent request = request(operation, caller);
            Answer answer = send(request, caller, i);
            answers.merge(answer.status(), 1, Integer::sum);
            if (answer.status() < 400) {
                neverCameThrough.remove(operation.route());
            } else if (!operation.method().equals("get") && !isByCookie(operation)) {
                refused.add(request);
            }
        }
        System.out.println("answered, by status: " + answers);
        System.out.println("never came through: " + neverCameThrough);

        Collections.shuffle(refused, random);
        List<Sent> again = new ArrayList<>(refused.subList(0, Math.min(REFUSED_AGAIN, refused.size())));
        again.sort(Comparator.comparing(sent -> sent.operation().route()));
        nothingChangesWhereRefusedAgain(again);
        assertThat(answers.keySet()).contains(200, 201, 202, 204, 400, 401, 403, 404, 409, 415, 422);
        theBooksAreInOrder();
        assertThat(failures()).as("SEED=%d", seed).isEmpty();
        cloud.stop();
    }

    /** A former cookie that comes back ends the session, which is a change by design. */
    private static boolean isByCookie(Operation operation) {
        return operation.path().startsWith("/v1/wallet/sessions");
    }

    private Sent request(Operation operation, Caller caller) {
        Map<String, String> headers = new HashMap<>();
        if (!caller.token().isEmpty()) {
            headers.put(
                    "Authorization",
                    (random.nextInt(25) == 0 ? bodies.any(List.of("bearer ", "Basic ", "Bearer  ", "")) : "Bearer ")
                            + caller.token());
        }
        if (operation.route().equals("PUT /v1/program")) {
            headers.put("If-Match", bodies.any(List.of("\"1\"", "\"1\"", "*", "\"999999999999\"", "W/\"1\"")));
        }
        if (isByCookie(operation)) {
            headers.put("Content-Type", "application/json");
            if (random.nextInt(3) > 0) {
                headers.put("Cookie", callers.cookie());
            }
        }
        if (random.nextInt(10) == 0) {
            headers.put("X-Correlation-Id", ascii(bodies.nastyText()));
            headers.put("If-None-Match", ascii(bodies.nastyText()));
            headers.put("Accept-Encoding", ascii(bodies.nastyText()));
            headers.put("Content-Type", bodies.any(List.of("text/plain", "application/x-www-form-urlencoded", "x")));
        }
        return new Sent(
                operation, paths.target(operation), headers, new String(body(operation), StandardCharsets.ISO_8859_1));
    }

    /** The body of an operation that takes one; now and then a body where none is due. */
    private byte[] body(Operation operation) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            return bodies.body(schema);
        }
        return random.nextInt(10) == 0 ? "{\"a\": 1}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private Answer send(Sent request, Caller caller, int number) {
        try {
            Answer answer = cloud.send(request.method(), request.target(), request.headers(), request.body());
            assertThat(answer.status()).as(answer.text()).isLessThan(500);
            callers.checkNothingLeaks(request.operation(), caller, answer);
            callers.noteAnswer(caller, answer);
            paths.noteAnswer(request.operation(), request.target(), answer);
            return answer;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("SEED=%d, request %d: %s".formatted(seed, number, request), e);
        }
    }

    /** What is accepted now, as things have changed, is left out of the next attempt: one in which all are refused must come. */
    private void nothingChangesWhereRefusedAgain(List<Sent> requests) {
        List<Sent> left = requests;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Map<String, String> before = Stored.atRest(cloud);
            List<Sent> again = left.stream().filter(this::isRefused).toList();
            if (again.size() == left.size()) {
                assertThat(Stored.atRest(cloud)).as("SEED=%d", seed).isEqualTo(before);
                return;
            }
            left = again;
        }
        throw new AssertionError("SEED=" + seed + ": each time one is accepted of " + left);
    }

    private boolean isRefused(Sent request) {
        return cloud.send(request.method(), request.target(), request.headers(), request.body())
                        .status()
                >= 400;
    }

    private void theBooksAreInOrder() {
        assertThat(cloud.booksThatCountEverything().number("sum")).isZero();
        Answer audit = cloud.invoke("AuditLedgerFunction", "{\"walk\": \"fuzz\", \"restart\": true}");
        while (Boolean.FALSE.equals(audit.at("done"))) {
            audit = cloud.invoke("AuditLedgerFunction", "{\"walk\": \"fuzz\"}");
        }
        assertThat(audit.body()).as("SEED=%d: %s", seed, audit.text()).containsEntry("differing", 0);
    }

    private List<String> failures() throws IOException {
        try (var lines = Files.lines(data.resolve("cloud.log"))) {
            return lines.filter(line -> FAILURES.stream().anyMatch(line::contains))
                    .toList();
        }
    }

    private static String ascii(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.isBlank() ? "x" : plain.strip();
    }
}
