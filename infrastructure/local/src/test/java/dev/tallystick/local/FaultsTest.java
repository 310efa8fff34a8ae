package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.FunctionCalls.Result;
import dev.tallystick.local.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong by the rules at {@code /_local/faults}. Quotation marks are written as apostrophes. */
final class FaultsTest {

    private static final String GET = "{'TableName':'orders','Key':{'pk':{'S':'a'}}}";

    @TempDir
    static Path directory;

    private static RunningCloud cloud;
    private static FunctionCalls writer;

    @BeforeAll
    static void start() throws Exception {
        cloud = RunningCloud.start(directory, "faults.yaml");
        writer = new FunctionCalls(cloud, "Writer");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void clear() throws Exception {
        assertThat(control("DELETE", "").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> control(String method, String body) throws Exception {
        return cloud.send(cloud.request("/_local/faults")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static void rules(String rules) throws Exception {
        HttpResponse<String> response = control("PUT", "{'seed':7,'rules':[" + rules + "]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static Map<String, Object> rule(int number) throws Exception {
        return Json.objects(Json.object(control("GET", "").body()).orElseThrow().get("rules"))
                .get(number);
    }

    private static Result put(String key) throws Exception {
        return writer.dynamodb("PutItem", "{'TableName':'orders','Item':{'pk':{'S':'" + key + "'}}}");
    }

    private static boolean isThere(String key) {
        return cloud.dynamodb()
                .call("GetItem", Map.of("TableName", "orders", "Key", Map.of("pk", Map.of("S", key))))
                .containsKey("Item");
    }

    @Test
    void a_transaction_is_cancelled_with_one_reason_for_each_item_and_does_nothing() throws Exception {
        rules("{'service':'dynamodb','operation':'TransactWriteItems','kind':'conflict','rate':1}");
        Result result = writer.dynamodb("TransactWriteItems", """
                {'TransactItems':[
                  {'Put':{'TableName':'orders','Item':{'pk':{'S':'t1'}}}},
                  {'ConditionCheck':{'TableName':'orders','Key':{'pk':{'S':'t2'}},'ConditionExpression':'attribute_not_exists(pk)'}},
                  {'Put':{'TableName':'orders','Item':{'pk':{'S':'t3'}}}}]}
                """);
        assertThat(result.status()).isEqualTo(400);
        assertThat(result.error()).isEqualTo("TransactionCanceledException");
        List<Map<String, Object>> reasons = Json.objects(result.json().get("CancellationReasons"));
        assertThat(reasons).hasSize(3);
        assertThat(reasons).filteredOn("Code", "TransactionConflict").hasSize(1);
        assertThat(reasons).filteredOn("Code", "None").hasSize(2);
        assertThat(result.message())
                .endsWith("[" + reasons.get(0).get("Code") + ", "
                        + reasons.get(1).get("Code") + ", " + reasons.get(2).get("Code") + "]");
        assertThat(isThere("t1")).isFalse();
        assertThat(rule(0)).containsEntry("matched", 1).containsEntry("fired", 1);
    }

    @ParameterizedTest(name = "{0} of {1} {2} is {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            conflict    | dynamodb | PutItem | 400 | TransactionConflictException
            throttle    | dynamodb | PutItem | 400 | ThrottlingException
            unavailable | dynamodb | PutItem | 500 | InternalServerError
            """)
    void a_single_write_gets_the_error_that_AWS_documents_and_does_nothing(
            String kind, String service, String operation, int status, String error) throws Exception {
        rules("{'service':'%s','operation':'%s','kind':'%s','rate':1,'times':1}".formatted(service, operation, kind));
        Result result = put(kind);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.error()).isEqualTo(error);
        assertThat(isThere(kind)).isFalse();
        assertThat(put(kind).status()).as("no more often than 'times'").isEqualTo(200);
    }

    @Test
    void queues_and_secrets_are_throttled_and_fail_with_their_own_errors() throws Exception {
        rules("{'service':'sqs','kind':'throttle','rate':1,'times':1},"
                + "{'service':'sqs','kind':'unavailable','rate':1,'times':2},"
                + "{'service':'secretsmanager','kind':'throttle','rate':1}");
        assertThat(writer.sqs("ListQueues", "{}").error()).isEqualTo("RequestThrottled");
        Result failed = writer.sqs("ListQueues", "{}");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.error()).isEqualTo("InternalFailure");
        assertThat(writer.form("AWS_ENDPOINT_URL_SQS", "Action=ListQueues").text())
                .contains("<Code>InternalFailure</Code>");
        assertThat(writer.secrets("GetSecretValue", "{'SecretId':'Secret'}").error())
                .isEqualTo("ThrottlingException");
    }

    @Test
    void a_throttled_transaction_is_cancelled_for_it() throws Exception {
        rules("{'service':'dynamodb','kind':'throttle','rate':1}");
        Result result = writer.dynamodb(
                "TransactWriteItems", "{'TransactItems':[{'Put':{'TableName':'orders','Item':{'pk':{'S':'t4'}}}}]}");
        assertThat(result.error()).isEqualTo("TransactionCanceledException");
        assertThat(result.message()).endsWith("[ThrottlingError]");
    }

    @Test
    void a_call_whose_answer_is_lost_was_carried_out() throws Exception {
        rules("{'service':'dynamodb','operation':'PutItem','kind':'lost-answer','rate':1}");
        assertThat(put("lost").status()).as("no answer").isZero();
        assertThat(isThere("lost")).isTrue();
    }

    @Test
    void a_delayed_call_is_carried_out_all_the_same() throws Exception {
        rules("{'service':'dynamodb','kind':'latency','milliseconds':1,'rate':1}");
        assertThat(put("late").status()).isEqualTo(200);
        assertThat(isThere("late")).isTrue();
        assertThat(rule(0)).containsEntry("fired", 1);
    }

    @Test
    void a_call_that_is_delayed_beyond_a_functions_time_out_ends_the_function() throws Exception {
        rules("{'service':'dynamodb','kind':'latency','milliseconds':60000,'rate':1}");
        assertThat(new FunctionCalls(cloud, "Hasty").dynamodb("GetItem", GET).text())
                .contains("Task timed out after 1.00 seconds");
    }

    @Test
    void a_rule_is_about_its_function_and_faults_never_touch_callers_that_are_no_function() throws Exception {
        rules("{'function':'other-function','service':'dynamodb','kind':'unavailable','rate':1}");
        assertThat(put("a").status()).isEqualTo(200);
        assertThat(new FunctionCalls(cloud, "Other").dynamodb("GetItem", GET).status())
                .isEqualTo(500);
        assertThat(isThere("a")).isTrue();
        assertThat(rule(0)).containsEntry("function", "Other").containsEntry("matched", 1);
    }

    @Test
    void the_same_seed_decides_the_same_again_and_another_one_otherwise() throws Exception {
        String rule = "{'service':'dynamodb','operation':'GetItem','kind':'unavailable','rate':0.5}";
        List<List<Integer>> runs = new ArrayList<>();
        for (int seed : new int[] {7, 7, 8}) {
            control("PUT", "{'seed':" + seed + ",'rules':[" + rule + "]}");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                statuses.add(writer.dynamodb("GetItem", GET).status());
            }
            runs.add(statuses);
            assertThat(rule(0)).containsEntry("matched", 20).containsEntry("fired", (int)
                    statuses.stream().filter(status -> status == 500).count());
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2)).contains(200, 500);
    }

    @Test
    void what_is_asked_for_is_shown_and_cleared() throws Exception {
        assertThat(control("GET", "").body()).isEqualTo("{\"seed\":0,\"rules\":[]}");
        rules(
                "{'function':'Writer','service':'sqs','operation':'SendMessage','kind':'lost-answer','rate':0.25,'times':3}");
        assertThat(rule(0))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "function",
                        "Writer",
                        "service",
                        "sqs",
                        "operation",
                        "SendMessage",
                        "kind",
                        "lost-answer",
                        "rate",
                        0.25,
                        "times",
                        3,
                        "matched",
                        0,
                        "fired",
                        0));
        assertThat(control("DELETE", "").body()).isEqualTo("{\"seed\":0,\"rules\":[]}");
        assertThat(control("POST", "{}").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [                                                              | the body must be a JSON object
            {}                                                             | rules must be a list of at most 100 rules
            {'rules':[],'more':1}                                          | more is not known
            {'rules':[],'seed':'x'}                                        | seed must be a whole number
            {'rules':[1]}                                                  | rules[0] must be an object
            {'rules':[{'kind':'x'}]}                                       | rules[0].kind must be conflict, throttle
            {'rules':[{'kind':'throttle','service':'s3'}]}                 | rules[0].service must be dynamodb, sqs
            {'rules':[{'kind':'conflict','service':'sqs'}]}                | rules[0].service must be dynamodb for conflict
            {'rules':[{'kind':'repeat','service':'sqs'}]}                  | rules[0].service must be lambda for repeat
            {'rules':[{'kind':'conflict','service':'dynamodb','operation':'Scan'}]} | rules[0].operation must be PutItem
            {'rules':[{'kind':'throttle','service':'sqs','operation':'a b'}]} | rules[0].operation must be the name
            {'rules':[{'kind':'throttle','service':'sqs'}]}                | rules[0].rate must be a number from 0 to 1
            {'rules':[{'kind':'throttle','service':'sqs','rate':1.1}]}     | rules[0].rate must be a number from 0 to 1
            {'rules':[{'kind':'latency','service':'sqs','rate':1}]}        | rules[0].milliseconds goes with latency
            {'rules':[{'kind':'throttle','service':'sqs','rate':1,'milliseconds':1}]} | rules[0].milliseconds goes with latency
            {'rules':[{'kind':'latency','service':'sqs','rate':1,'milliseconds':60001}]} | rules[0].milliseconds must be a whole number from 1 to 60000
            {'rules':[{'kind':'throttle','service':'sqs','rate':1,'times':0}]} | rules[0].times must be a whole number from 1
            {'rules':[{'kind':'throttle','service':'sqs','rate':1,'function':'None'}]} | rules[0].function must be a function of the template
            {'rules':[{'kind':'throttle','service':'sqs','rate':1,'colour':1}]} | rules[0].colour is not known
            """)
    void wrong_rules_are_refused_with_the_fields_name_and_change_nothing(String body, String message) throws Exception {
        rules("{'service':'sqs','kind':'throttle','rate':0}");
        HttpResponse<String> response = control("PUT", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"message\":\"" + message);
        assertThat(rule(0)).containsEntry("kind", "throttle");
    }
}
