package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Source;
import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.Contract.Exchange;
import dev.tallystick.system.Contract.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document itself, and that the check by which every exchange of these tests is held against it can fail. */
class ContractTest {

    private static final Contract CONTRACT = Contract.of();
    private static final Map<String, List<String>> HEADERS = Map.of(
            "content-type", List.of("application/json"),
            "cache-control", List.of("no-store"),
            "x-content-type-options", List.of("nosniff"));
    private static final String ANSWER =
            "{\"id\": \"office:a-1\", \"points\": 5, \"balance\": {\"available\": 5, \"held\": 0, \"pending\": 0, \"debt\": 0,"
                    + " \"value\": {\"amount\": 5, \"currency\": \"EUR\"}}}";
    private static final String REQUEST =
            "{\"adjustmentId\": \"a-1\", \"member\": {\"phone\": \"1\"}, \"points\": 5, \"reasonCode\": \"x\"}";
    private static final Exchange SOUND = new Exchange("POST", "/v1/adjustments", REQUEST, 201, HEADERS, ANSWER);

    static Stream<Exchange> brokenExchanges() {
        return Stream.of(
                answered(201, ANSWER.replace("\"points\": 5", "\"points\": 5, \"more\": 1")),
                answered(201, ANSWER.replace("\"points\": 5", "\"points\": \"5\"")),
                answered(201, ANSWER.replace("\"held\": 0,", "")),
                answered(200, ANSWER),
                answered(202, ANSWER),
                answered(201, ""),
                asked("/v1/adjustments", REQUEST.replace("\"reasonCode\": \"x\"", "\"reasonCode\": \"a b\"")),
                asked("/v1/adjustments", REQUEST.replace("\"points\": 5,", "")),
                asked("/v1/nothing", REQUEST),
                problem("another-code", 422, HEADERS),
                problem("purchase-not-found", 404, HEADERS),
                problem("insufficient-points", 422, HEADERS),
                problem("unauthenticated", 401, problemHeaders()),
                new Exchange("POST", "/v1/adjustments", REQUEST, 201, Map.of(), ANSWER),
                new Exchange("PUT", "/v1/adjustments", REQUEST, 201, HEADERS, ANSWER),
                new Exchange("POST", "/v1/adjustments", REQUEST, 201, with("idempotency-replayed", "true"), ANSWER),
                new Exchange("GET", "/v1/program?more=1", "", 200, with("etag", "\"x\""), "{}"));
    }

    @Test
    void aSoundExchangeIsFoundSound() {
        assertThat(CONTRACT.faults(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenExchanges")
    void whateverDiffersIsNoticed(Exchange exchange) {
        assertThat(CONTRACT.faults(exchange)).isNotEmpty();
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        assertThat(CONTRACT.faultsOfExamples()).isEmpty();
    }

    static Stream<Operation> operationsWithAKey() {
        return CONTRACT.operations().stream()
                .filter(operation -> !operation.scopes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operationsWithAKey")
    void everyOperationAsksForTheScopeThatItNames(Operation operation) {
        Cloud cloud = Cloud.shared();
        String path = operation.path().replaceAll("\\{[A-Za-z]+}", "web:nothing");
        Set<String> others = Source.OFFICE.scopes().stream()
                .filter(scope -> !operation.scopes().contains(scope))
                .collect(Collectors.toSet());

        Answer stranger = cloud.send(operation.method().toUpperCase(Locale.ROOT), path, Map.of(), "");
        Answer lacking = call(cloud, operation, path, cloud.key("web", others));
        Answer having = call(cloud, operation, path, cloud.key("web", Set.copyOf(operation.scopes())));

        assertThat(stranger.code()).isEqualTo("unauthenticated");
        assertThat(lacking.code()).isEqualTo("forbidden");
        assertThat(having.code()).isNotIn("unauthenticated", "forbidden");
    }

    private static Answer call(Cloud cloud, Operation operation, String path, String key) {
        return cloud.send(
                operation.method().toUpperCase(Locale.ROOT), path, Map.of("Authorization", "Bearer " + key), "");
    }

    private static Exchange answered(int status, String answer) {
        return new Exchange("POST", "/v1/adjustments", REQUEST, status, HEADERS, answer);
    }

    private static Exchange asked(String target, String request) {
        return new Exchange("POST", target, request, 201, HEADERS, ANSWER);
    }

    private static Exchange problem(String code, int status, Map<String, List<String>> headers) {
        return new Exchange(
                "POST",
                "/v1/adjustments",
                REQUEST,
                status,
                headers,
                "{\"type\": \"urn:tallystick:problem:%1$s\", \"title\": \"\", \"status\": %2$d, \"detail\": \"\", \"code\": \"%1$s\", \"retryable\": false}"
                        .formatted(code, status));
    }

    private static Map<String, List<String>> problemHeaders() {
        return with("content-type", "application/problem+json");
    }

    private static Map<String, List<String>> with(String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(HEADERS);
        headers.put(name, List.of(value));
        return headers;
    }
}
