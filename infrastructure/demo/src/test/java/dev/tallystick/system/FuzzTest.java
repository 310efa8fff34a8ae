package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Source;
import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.Contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Thousands of requests that nobody in their right mind would send, over every operation of the document and with every kind of
 * key. {@code SEED} in the environment sends the same again.
 */
class FuzzTest {

    /** A function that has not been called for a while has to start again, so each gets many requests in a row. */
    private static final int IN_A_ROW = 35;

    private static final int REQUESTS = 3_000;
    private static final int REPEATED_ONE_BY_ONE = 60;
    private static final String MARKER = "Marker-Of-Someone-Else";
    private static final Set<String> REFUSED_FOR_EVER =
            Set.of("invalid-request", "unauthenticated", "forbidden", "body-too-large");
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private record Key(String text, Set<String> scopes) {}

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
    private final Cloud cloud = Cloud.start(Cloud.dataDirectory());
    private final List<Key> keys = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final FuzzedBodies bodies = new FuzzedBodies(Contract.of().document(), random, plant());

    @Test
    void nothingBreaksNothingLeaksAndWhatIsRefusedChangesNothing() throws Exception {
        System.out.println("fuzzing with SEED=" + seed);
        Map<Integer, Integer> answers = new TreeMap<>();
        List<Sent> refusedForEver = new ArrayList<>();
        List<Sent> refusedAsThingsStand = new ArrayList<>();
        List<Operation> operations = Contract.of().operations();
        for (int i = 0; i < REQUESTS; i++) {
            Key key = key();
            Sent request = request(operations.get(i / IN_A_ROW % operations.size()), key);
            Answer answer = send(request, key, i);
            answers.merge(answer.status(), 1, Integer::sum);
            if (answer.status() >= 400 && request.operation().node().has("requestBody")) {
                (REFUSED_FOR_EVER.contains(answer.code()) ? refusedForEver : refusedAsThingsStand).add(request);
            }
        }
        System.out.println("answered, by status: " + answers);

        nothingChangesWhenRefusedAgain(refusedForEver);
        for (Sent request :
                refusedAsThingsStand.subList(0, Math.min(REPEATED_ONE_BY_ONE, refusedAsThingsStand.size()))) {
            nothingChangesWhenRefusedAgain(List.of(request));
        }
        assertThat(answers.keySet()).contains(200, 201, 400, 401, 403, 404, 422).allMatch(status -> status < 500);
        assertThat(cloud.booksThatCountEverything().number("sum")).isZero();
        cloud.stop();
    }

    /** Whom the requests name, each with a marker in what is known of them. */
    private List<Map<String, String>> plant() {
        Shop shop = cloud.shop("web");
        List<Map<String, String>> names = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String phone = "+493055501" + (10 + i);
            Answer enrolled = shop.post("/v1/members", """
                    {"enrolmentId": "planted-%d", "name": "%s", "phone": "%s", "email": "planted-%d@example.com"}""".formatted(i, MARKER, phone, i));
            String id = String.valueOf(enrolled.at("memberId"));
            shop.adjust("planted-" + i, id, 1_000_000);
            members.add(id);
            names.add(Map.of("memberId", id, "phone", phone, "email", "planted-" + i + "@example.com"));
        }
        names.add(Map.of("phone", "+4930999999", "externalId", "nobody"));
        keys.add(new Key(shop.key(), Set.copyOf(Source.OFFICE.scopes())));
        keys.add(new Key(cloud.shopByItself("store-1").key(), Set.of("members")));
        keys.add(new Key(cloud.tillKey("store-1", "till-3"), Set.copyOf(Source.OFFICE.scopes())));
        Source.OFFICE.scopes().stream()
                .sorted()
                .forEach(scope -> keys.add(new Key(cloud.key("web", Set.of(scope)), Set.of(scope))));
        keys.add(new Key("tsk_" + "a".repeat(26) + "_" + "b".repeat(52), Set.of()));
        keys.add(new Key("", Set.of()));
        return names;
    }

    /** Mostly one that may do everything, so that requests come past the door. */
    private Key key() {
        return random.nextInt(4) > 0 ? keys.get(random.nextInt(3)) : bodies.any(keys);
    }

    private Sent request(Operation operation, Key key) {
        Map<String, String> headers = new HashMap<>();
        if (!key.text().isEmpty()) {
            headers.put(
                    "Authorization",
                    (random.nextInt(25) == 0 ? bodies.any(List.of("bearer ", "Basic ", "Bearer  ", "")) : "Bearer ")
                            + key.text());
        }
        if (operation.route().equals("PUT /v1/program")) {
            headers.put("If-Match", bodies.any(List.of("\"1\"", "*", "\"999999999999\"", "W/\"1\"")));
        }
        if (random.nextInt(10) == 0) {
            headers.put("X-Correlation-Id", ascii(bodies.nastyText()));
            headers.put("If-None-Match", ascii(bodies.nastyText()));
            headers.put("Accept-Encoding", ascii(bodies.nastyText()));
            headers.put("Content-Type", bodies.any(List.of("text/plain", "application/x-www-form-urlencoded", "x")));
        }
        return new Sent(
                operation, target(operation), headers, new String(body(operation), StandardCharsets.ISO_8859_1));
    }

    /** The body of an operation that takes one; now and then a body where none is due. */
    private byte[] body(Operation operation) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            return bodies.body(schema);
        }
        return random.nextInt(10) == 0 ? "{\"a\": 1}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private String target(Operation operation) {
        Matcher parameters = PARAMETER.matcher(operation.path());
        String path = parameters.replaceAll(found -> Matcher.quoteReplacement(encoded(
                switch (found.group(1)) {
                    case "memberId" -> random.nextInt(4) == 0 ? nastySegment() : bodies.any(members);
                    case "version" -> random.nextInt(2) == 0 ? nastySegment() : "1";
                    default -> random.nextInt(4) == 0 ? nastySegment() : bodies.id();
                })));
        List<String> query = new ArrayList<>();
        operation.node().path("parameters").forEach(parameter -> {
            String name = parameter.path("name").asString("cursor");
            if (!parameter.path("in").asString("query").equals("header") && random.nextInt(3) > 0) {
                query.add(name + "="
                        + encoded(
                                switch (random.nextInt(3)) {
                                    case 0 -> bodies.nastyText();
                                    case 1 ->
                                        bodies.any(List.of(
                                                "MTA",
                                                "MQ",
                                                "MjAyNi0xMS0yMiN3ZWI",
                                                "AAAA",
                                                "OTk5OTk5OTk5OTk5OTk5OTk5"));
                                    default -> bodies.any(List.of("2026-11-22", "10", "1", "web"));
                                }));
            }
        });
        if (random.nextInt(15) == 0) {
            query.add(encoded(bodies.nastyText()) + "=" + encoded(bodies.nastyText()));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Something for a path: empty and dotted segments would be another path. */
    private String nastySegment() {
        String text = bodies.nastyText();
        return text.isBlank() || text.contains("..") ? "%" : text;
    }

    private Answer send(Sent request, Key key, int number) {
        try {
            Answer answer = cloud.send(request.method(), request.target(), request.headers(), request.body());
            boolean asked = request.operation().path().startsWith("/v1/members")
                    && key.scopes().contains("members");
            assertThat(answer.text().contains(MARKER) && !asked)
                    .as("tells of somebody else")
                    .isFalse();
            return answer;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("SEED=%d, request %d: %s".formatted(seed, number, request), e);
        }
    }

    private void nothingChangesWhenRefusedAgain(List<Sent> requests) {
        long before = cloud.items();
        List<String> balances = balances();
        boolean refused = true;
        for (Sent request : requests) {
            refused &= cloud.send(request.method(), request.target(), request.headers(), request.body())
                            .status()
                    >= 400;
        }
        if (refused) {
            assertThat(cloud.items())
                    .as("SEED=%d: %s", seed, requests.getLast())
                    .isEqualTo(before);
            assertThat(balances()).as("SEED=%d: %s", seed, requests.getLast()).isEqualTo(balances);
        }
    }

    private List<String> balances() {
        Shop shop = cloud.shop("web");
        return members.stream()
                .map(member -> String.valueOf(shop.member(member).at("balance")))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String ascii(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.isBlank() ? "x" : plain.strip();
    }
}
