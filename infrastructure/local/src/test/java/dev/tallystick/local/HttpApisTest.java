package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three HTTP APIs: the first with CORS, one with a stage of its own, and the implicit one. */
final class HttpApisTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    @TempDir
    static Path directory;

    private static RunningCloud apis;

    @BeforeAll
    static void start() throws Exception {
        apis = RunningCloud.start(directory, "apis.yaml");
    }

    @AfterAll
    static void stop() {
        apis.close();
    }

    @BeforeEach
    void echo() throws Exception {
        apis.answer("Front", "echo");
    }

    private static Map<String, Object> event(HttpResponse<String> response) {
        return Json.object(response.body()).orElseThrow();
    }

    private static Map<String, Object> object(Map<String, Object> outer, String field) {
        return Json.asObject(outer.get(field)).orElseThrow();
    }

    private static List<String> cors(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> header.getKey().startsWith("access-control-"))
                .map(header -> header.getKey().substring(15) + ": " + String.join(" and ", header.getValue()))
                .toList();
    }

    @Test
    void an_event_has_the_fields_of_the_documented_example_in_its_order_and_no_others() throws Exception {
        Instant before = Instant.now();
        URI target = apis.requestTo(
                        "ServerlessHttpApi", "/my/value%201?parameter1=value1&parameter1=value2&parameter2=value")
                .build()
                .uri();
        var request = HttpRequest.newBuilder(target)
                .header("Header1", "value1")
                .header("Header2", "value1")
                .header("Header2", "value2")
                .header("Cookie", "cookie1=a; cookie2=b")
                .header("User-Agent", "agent")
                .header("Content-Type", "text/plain")
                .header("X-Amzn-Trace-Id", "Root=1-5e6686de-1234567890abcdef12345678")
                .POST(BodyPublishers.ofString("Hello from Lambda"));
        HttpResponse<String> response;
        try (HttpClient plain =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            response = plain.send(request.build(), BodyHandlers.ofString());
        }
        Map<String, Object> context = object(event(response), "requestContext");
        String golden = Files.readString(RunningCloud.template("payload-2.0.json"))
                .replace("HOST", target.getAuthority())
                .replace("PORT", Integer.toString(target.getPort()))
                .replace("API", String.valueOf(context.get("apiId")))
                .replace("REQUEST", String.valueOf(context.get("requestId")))
                .replace("TIME", String.valueOf(context.get("time")))
                .replace("\"timeEpoch\": 0", "\"timeEpoch\": " + context.get("timeEpoch"));
        assertThat(response.body()).isEqualTo(Json.text(Json.object(golden).orElseThrow()));
        Instant epoch = Instant.ofEpochMilli((Long) context.get("timeEpoch"));
        assertThat(epoch).isBetween(before.minusMillis(1), Instant.now());
        assertThat(ZonedDateTime.parse(String.valueOf(context.get("time")), TIME)
                        .toEpochSecond())
                .isEqualTo(epoch.getEpochSecond());
        assertThat(String.valueOf(context.get("time"))).endsWith(" +0000");
        assertThat(response.headers().firstValue("Apigw-Requestid")).contains((String) context.get("requestId"));
    }

    @Test
    void what_a_request_does_not_have_is_absent_from_its_event() throws Exception {
        Map<String, Object> event = event(apis.send(apis.request("/nothing")));
        assertThat(event)
                .containsOnlyKeys(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded",
                        "stageVariables")
                .containsEntry("routeKey", "$default")
                .containsEntry("rawQueryString", "");
        assertThat(String.valueOf(object(event, "headers").get("x-amzn-trace-id")))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    }

    @Test
    void a_stage_is_the_first_segment_of_the_path_and_stays_in_rawPath() throws Exception {
        Map<String, Object> event = event(apis.send(apis.requestTo("Staged", "/prod/orders/7")));
        assertThat(event)
                .containsEntry("routeKey", "GET /orders/{id}")
                .containsEntry("rawPath", "/prod/orders/7")
                .containsEntry("pathParameters", Map.of("id", "7"));
        assertThat(object(event, "stageVariables")).isEqualTo(Map.of("colour", "red", "size", "big"));
        Map<String, Object> context = object(event, "requestContext");
        assertThat(context).containsEntry("stage", "prod");
        assertThat(object(context, "http")).containsEntry("path", "/prod/orders/7");
        assertThat(event(apis.send(apis.requestTo("Staged", "/prod")))).containsEntry("routeKey", "GET /");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/7", "/test/orders/7", "/production/orders/7", "/"})
    void a_request_for_no_stage_is_not_found(String path) throws Exception {
        var response = apis.send(apis.requestTo("Staged", path));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void a_preflight_request_is_answered_without_calling_a_function() throws Exception {
        int before = apis.events("Front").size();
        var response = apis.send(apis.request("/orders")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(cors(response))
                .containsExactlyInAnyOrder(
                        "allow-origin: https://shop.example",
                        "allow-credentials: true",
                        "allow-methods: GET,PUT",
                        "allow-headers: authorization,x-one",
                        "max-age: 600");
        assertThat(apis.events("Front")).hasSize(before);
    }

    @Test
    void options_without_the_headers_of_a_preflight_request_go_to_their_route() throws Exception {
        var response = apis.send(apis.request("/orders")
                .header("Origin", "https://shop.example")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(event(response)).containsEntry("routeKey", "OPTIONS /{proxy+}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example,      https://shop.example",
        "http://localhost:5173,     http://localhost:5173",
        "https://shop.example:8443,",
        "https://other.example,",
        "null,"
    })
    void an_origin_is_allowed_as_configured_and_given_back(String origin, String allowed) throws Exception {
        var response = apis.send(apis.request("/orders").header("Origin", origin));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(cors(response))
                .containsExactlyInAnyOrder(
                        allowed == null
                                ? new String[0]
                                : new String[] {
                                    "allow-origin: " + allowed, "allow-credentials: true", "expose-headers: etag"
                                });
    }

    @Test
    void headers_of_CORS_that_a_function_sets_are_ignored_where_the_API_configures_it() throws Exception {
        apis.answer("Front", """
                {"statusCode": 200, "headers": {"access-control-allow-origin": "*", "Access-Control-Max-Age": "1",
                 "X-One": "1"}}""");
        assertThat(cors(apis.send(apis.request("/orders")))).isEmpty();
        var response = apis.send(apis.request("/orders").header("Origin", "https://shop.example"));
        assertThat(cors(response))
                .contains("allow-origin: https://shop.example")
                .doesNotContain("max-age: 1");
        assertThat(response.headers().firstValue("X-One")).contains("1");
        var own = apis.send(apis.requestTo("ServerlessHttpApi", "/my/x").POST(BodyPublishers.noBody()));
        assertThat(cors(own)).containsExactlyInAnyOrder("allow-origin: *", "max-age: 1");
    }

    @Test
    void true_allows_every_origin_as_SAM_has_it() throws Exception {
        var response = apis.send(apis.requestTo("Staged", "/nowhere").header("Origin", "https://any.example"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(cors(response)).containsExactly("allow-origin: *");
    }

    @Test
    void an_API_gives_up_after_the_time_that_the_event_allows() throws Exception {
        apis.answer("Hung", "hang");
        var response = apis.send(apis.request("/hung"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void compression_is_left_to_functions() throws Exception {
        var response = apis.send(apis.request("/text").header("Accept-Encoding", "gzip, br"));
        assertThat(object(event(response), "headers")).containsEntry("accept-encoding", "gzip, br");
        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
    }
}
