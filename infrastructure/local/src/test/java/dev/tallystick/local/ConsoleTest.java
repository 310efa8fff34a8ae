package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleTest {

    @TempDir
    static Path directory;

    private static RunningCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = RunningCloud.start(directory, "console.yaml");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return cloud.send(cloud.request("/_local" + path));
    }

    private static Map<String, Object> json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.object(response.body()).orElseThrow();
    }

    private static HttpResponse<String> change(String method, String path, String body) throws Exception {
        return cloud.send(cloud.request("/_local" + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static Map<String, Object> named(String list, String field, String name) throws Exception {
        return Json.objects(json("/" + list).get(list)).stream()
                .filter(each -> name.equals(each.get(field)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_page_and_its_files_come_with_a_policy_that_lets_nothing_else_in() throws Exception {
        for (String path : List.of("", "/", "/console/main.js", "/console/console.css", "/console/icon.svg")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http", "*");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(get("").body()).doesNotContain("<style", "style=", "http:", "https:");
    }

    @Test
    void nothing_but_the_files_of_the_page_is_served() throws Exception {
        for (String path : List.of(
                "/console",
                "/console/index.html",
                "/console/none.js",
                "/console/..%2flog4j2.xml",
                "/console/%2e%2e/local-log4j2.xml",
                "/console/a/main.js",
                "/other")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void what_changes_something_is_refused_unless_it_is_json_of_an_own_page() throws Exception {
        assertThat(cloud.send(cloud.request("/_local/functions/Front/invoke").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(cloud.send(cloud.request("/_local/queues/dead/messages")
                                .header("Content-Type", "text/plain")
                                .method("DELETE", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(415);
        assertThat(cloud.send(cloud.request("/_local/queues/dead/messages")
                                .header("Content-Type", "application/json")
                                .header("Origin", "https://elsewhere.example")
                                .method("DELETE", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_is_not_there_is_said_so() throws Exception {
        for (String path : List.of(
                "/functions/None/calls",
                "/functions/Front/nothing",
                "/functions/Front",
                "/queues/none/messages",
                "/tables/none/items",
                "/tables/notes/items?index=None",
                "/routes/GET")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_call_is_counted_with_its_cold_start_and_its_outcome() throws Exception {
        cloud.answer("Front", "{\"well\": true}");
        Map<String, Object> answered = Json.object(
                        change("POST", "/functions/Front/invoke", "{\"a\": 1}").body())
                .orElseThrow();
        assertThat(answered).containsEntry("failed", false).containsEntry("payload", "{\"well\": true}");
        cloud.answer("Front", "throw");
        Map<String, Object> failed = Json.object(
                        change("POST", "/functions/Front/invoke", "{}").body())
                .orElseThrow();
        assertThat(failed).containsEntry("failed", true);
        assertThat(String.valueOf(failed.get("payload"))).contains("as the script says");

        Map<String, Object> front = named("functions", "id", "Front");
        assertThat(front)
                .containsEntry("calls", 2)
                .containsEntry("errors", 1)
                .containsEntry("throttles", 0)
                .containsEntry("coldStarts", 1)
                .containsEntry("processes", Map.of("running", 1, "idle", 1))
                .containsKeys("median", "high", "coldMedian");
        List<Map<String, Object>> calls =
                Json.objects(json("/functions/Front/calls").get("calls"));
        assertThat(calls).extracting(call -> call.get("outcome")).containsExactly("FAILED", "SUCCEEDED");
        assertThat(calls.getFirst()).doesNotContainKey("coldStart");
        assertThat(calls.getLast()).containsKeys("coldStart", "startedAt", "millis");
        RunningCloud.eventually(
                () -> String.valueOf(json("/functions/Front/log").get("lines")).contains("as the script says"));
        assertThat(change("POST", "/functions/Front/invoke", "{no json").statusCode())
                .isEqualTo(400);
    }

    @Test
    void functions_say_what_calls_them() throws Exception {
        assertThat(Json.objects(named("functions", "id", "Front").get("calledBy")))
                .containsExactly(
                        Map.of("kind", "route", "name", "GET /notes/{id}"),
                        Map.of("kind", "route", "name", "$default"));
        assertThat(Json.objects(named("functions", "id", "Clerk").get("calledBy")))
                .containsExactly(
                        Map.of("kind", "queue", "name", "turns.fifo"), Map.of("kind", "schedule", "name", "sweep"));
        assertThat(Json.objects(json("/routes").get("routes")))
                .contains(
                        Map.of("key", "GET /notes/{id}", "method", "GET", "path", "/notes/{id}", "function", "Front"));
    }

    @Test
    void a_message_is_sent_given_up_redriven_and_purged() throws Exception {
        assertThat(change("POST", "/queues/work/messages", "{\"body\": \"<b>one</b>\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(named("queues", "name", "work"))
                .containsEntry("visible", 1)
                .containsEntry("deadLetters", "dead")
                .containsEntry("mostReceives", 1);
        Map<String, Object> message =
                Json.objects(json("/queues/work/messages").get("messages")).getFirst();
        assertThat(message)
                .containsEntry("body", "<b>one</b>")
                .containsEntry("receiveCount", 0)
                .containsEntry("state", "VISIBLE")
                .containsKeys("id", "sentAt");
        receiveAtOnce("work");
        receiveAtOnce("work");
        RunningCloud.eventually(
                () -> Integer.valueOf(1).equals(named("queues", "name", "dead").get("visible")));
        assertThat(named("queues", "name", "dead").get("deadLettersOf")).isEqualTo(List.of("work"));
        assertThat(change("POST", "/queues/dead/redrive", "{\"to\": \"turns.fifo\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(change("POST", "/queues/dead/redrive", "{\"to\": \"work\"}").statusCode())
                .isEqualTo(200);
        RunningCloud.eventually(
                () -> Integer.valueOf(1).equals(named("queues", "name", "work").get("visible")));
        assertThat(change("DELETE", "/queues/work/messages", "").statusCode()).isEqualTo(200);
        RunningCloud.eventually(
                () -> Integer.valueOf(0).equals(named("queues", "name", "work").get("visible")));
    }

    private static void receiveAtOnce(String queue) {
        cloud.sqs().call("ReceiveMessage", Map.of("QueueUrl", cloud.queueUrl(queue), "VisibilityTimeout", 0));
    }

    @Test
    void items_are_plain_json_a_page_at_a_time_with_the_keys_first() throws Exception {
        for (int i = 1; i <= 30; i++) {
            put("ada", i, "letters");
        }
        List<String> keys = new ArrayList<>();
        Map<String, Object> page = json("/tables/notes/items?partition=ada");
        keys.addAll(keys(page));
        assertThat(keys).hasSize(25);
        page = json("/tables/notes/items?partition=ada&from=" + encoded(String.valueOf(page.get("next"))));
        keys.addAll(keys(page));
        assertThat(page).doesNotContainKey("next");
        assertThat(keys)
                .hasSize(30)
                .doesNotHaveDuplicates()
                .startsWith("[ada, 1]")
                .endsWith("[ada, 30]");
        assertThat(Json.objects(page.get("items")).getLast().get("json"))
                .isEqualTo("{\"owner\":\"ada\",\"number\":30,\"exact\":\"12345678901234567890\",\"half\":0.5,"
                        + "\"list\":[null,true],\"map\":{\"set\":[1,2]},\"topic\":\"letters\"}");
        assertThat(named("tables", "name", "notes").get("items")).isNotEqualTo(0);
    }

    @Test
    void items_are_found_by_the_keys_of_the_table_and_of_an_index() throws Exception {
        put("bo", 7, "stamps");
        put("bob", 8, "stamps");
        assertThat(keys(json("/tables/notes/items?partition=bo&prefix=7"))).containsExactly("[bo, 7]");
        assertThat(keys(json("/tables/notes/items?partition=bo&prefix=8"))).isEmpty();
        assertThat(keys(json("/tables/notes/items?index=ByTopic&partition=stamps")))
                .containsExactly("[bo, 7]", "[bob, 8]");
        assertThat(keys(json("/tables/notes/items?index=ByTopic&partition=stamps&prefix=bob")))
                .containsExactly("[bob, 8]");
        HttpResponse<String> wrong = get("/tables/notes/items?partition=bo&prefix=seven");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("ValidationException");
    }

    private static List<String> keys(Map<String, Object> page) {
        return Json.objects(page.get("items")).stream()
                .map(item -> String.valueOf(item.get("key")))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(String owner, int number, String topic) {
        Map<String, Object> item = Map.of(
                "owner", Map.of("S", owner),
                "number", Map.of("N", String.valueOf(number)),
                "topic", Map.of("S", topic),
                "half", Map.of("N", "0.5"),
                "exact", Map.of("N", "12345678901234567890"),
                "map", Map.of("M", Map.of("set", Map.of("NS", List.of("1", "2")))),
                "list", Map.of("L", List.of(Map.of("NULL", true), Map.of("BOOL", true))));
        cloud.dynamodb().call("PutItem", Map.of("TableName", "notes", "Item", item));
    }
}
