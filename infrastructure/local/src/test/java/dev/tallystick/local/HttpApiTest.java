package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpApiTest {

    @TempDir
    static Path directory;

    private static RunningCloud shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningCloud.start(directory, "shop.yaml");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static Map<String, Object> event(String body) {
        return Json.object(body).orElseThrow();
    }

    @Test
    void a_request_becomes_an_event_of_format_2() throws Exception {
        shop.answer("Front", "echo");
        var response = shop.send(shop.request("/orders/a%20b?x=1&x=2&y=%C3%A9")
                .header("X-One", "1")
                .header("X-One", "2")
                .header("Cookie", "c=1; d=2"));
        Map<String, Object> event = event(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(event)
                .containsEntry("version", "2.0")
                .containsEntry("routeKey", "GET /orders/{id}")
                .containsEntry("rawPath", "/orders/a b")
                .containsEntry("rawQueryString", "x=1&x=2&y=%C3%A9")
                .containsEntry("cookies", List.of("c=1", "d=2"))
                .containsEntry("queryStringParameters", Map.of("x", "1,2", "y", "é"))
                .containsEntry("pathParameters", Map.of("id", "a b"))
                .containsEntry("isBase64Encoded", false)
                .doesNotContainKey("body");
        assertThat(Json.asObject(event.get("headers")).orElseThrow())
                .containsEntry("x-one", "1,2")
                .doesNotContainKey("cookie");
        Map<String, Object> context = Json.asObject(event.get("requestContext")).orElseThrow();
        assertThat(context)
                .containsEntry("accountId", "000000000000")
                .containsEntry("stage", "$default")
                .containsEntry("routeKey", "GET /orders/{id}")
                .containsKeys("apiId", "domainName", "domainPrefix", "requestId", "time", "timeEpoch");
        assertThat(Json.asObject(context.get("http")).orElseThrow())
                .containsEntry("method", "GET")
                .containsEntry("path", "/orders/a b")
                .containsEntry("protocol", "HTTP/1.1")
                .containsEntry("sourceIp", "127.0.0.1")
                .containsKey("userAgent");
    }

    @Test
    void an_encoded_slash_splits_a_segment() throws Exception {
        shop.answer("Front", "echo");
        assertThat(event(shop.send(shop.request("/orders/a%2Fb")).body()))
                .containsEntry("routeKey", "$default")
                .containsEntry("rawPath", "/orders/a/b");
    }

    @Test
    void odd_paths_and_queries_are_passed_on_rather_than_failed() throws Exception {
        shop.answer("Front", "echo");
        assertThat(event(shop.send(shop.request("/orders//x?a=1+2&=&b")).body()))
                .containsEntry("rawPath", "/orders//x")
                .containsEntry("queryStringParameters", Map.of("a", "1 2", "", "", "b", ""));
        assertThat(event(shop.send(shop.request("/a+b")).body())).containsEntry("rawPath", "/a+b");
    }

    @Test
    void text_stays_text_and_anything_else_is_base64() throws Exception {
        shop.answer("Front", "echo");
        var json = shop.request("/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"é\":1}"));
        assertThat(event(shop.send(json).body()))
                .containsEntry("routeKey", "POST /orders")
                .containsEntry("body", "{\"é\":1}")
                .containsEntry("isBase64Encoded", false);
        var binary = shop.request("/orders")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("hi"));
        assertThat(event(shop.send(binary).body()))
                .containsEntry("body", "aGk=")
                .containsEntry("isBase64Encoded", true);
    }

    @Test
    void an_answer_with_a_status_is_rendered_with_headers_cookies_and_decoded_body() throws Exception {
        shop.answer("Front", """
                {"statusCode": 201, "headers": {"X-One": "1", "Content-Type": "text/css"}, "cookies": ["a=1", "b=2"],
                 "body": "aGk=", "isBase64Encoded": true}""");
        var response = shop.send(shop.request("/orders/1"));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("hi");
        assertThat(response.headers().firstValue("x-one")).contains("1");
        assertThat(response.headers().firstValue("content-type")).contains("text/css");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void an_answer_without_a_status_is_the_body() throws Exception {
        shop.answer("Front", "{\"hello\": 1}");
        var response = shop.send(shop.request("/orders/1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"hello\": 1}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void what_is_malformed_or_fails_is_an_internal_error() throws Exception {
        for (String script : List.of("no json", "{\"statusCode\": \"maybe\"}", "throw", "exit")) {
            shop.answer("Front", script);
            var response = shop.send(shop.request("/orders/1"));
            assertThat(response.statusCode()).as(script).isEqualTo(500);
            assertThat(response.body()).as(script).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
    }

    @Test
    void a_body_over_ten_megabytes_is_refused() throws Exception {
        var response =
                shop.send(shop.request("/orders").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void a_secret_has_the_shape_that_the_template_gives_it_and_only_its_owner_reads_the_file() throws Exception {
        var secret = shop.secrets().call("GetSecretValue", Map.of("SecretId", "Secret"));
        Map<String, Object> value = event(String.valueOf(secret.get("SecretString")));
        assertThat(value).containsEntry("current", "1");
        assertThat(String.valueOf(value.get("1"))).matches("[A-Za-z0-9]{40}");
        assertThat(shop.secrets().call("GetSecretValue", Map.of("SecretId", secret.get("ARN"))))
                .isEqualTo(secret);
        assertThat(Files.getPosixFilePermissions(directory.resolve("data/secrets/Secret.json")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }
}
