package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.FunctionCalls.Result;
import dev.tallystick.local.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions do what their roles allow and nothing else. Quotation marks of the requests are written as apostrophes. */
final class AccessTest {

    private static final String USER = "User: arn:aws:sts::000000000000:assumed-role/";
    private static final String ORDERS = "arn:aws:dynamodb:us-east-1:000000000000:table/orders";
    private static final PrintStream STANDARD = System.out;
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    @TempDir
    static Path directory;

    private static RunningCloud cloud;
    private static FunctionCalls clerk;
    private static FunctionCalls follower;

    @BeforeAll
    static void start() throws Exception {
        System.setOut(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
        cloud = RunningCloud.start(directory, "permissions.yaml");
        clerk = new FunctionCalls(cloud, "Clerk");
        follower = new FunctionCalls(cloud, "Follower");
    }

    @AfterAll
    static void stop() {
        cloud.close();
        System.setOut(STANDARD);
    }

    private static void printed(String line) throws Exception {
        RunningCloud.eventually(() -> PRINTED.toString(StandardCharsets.UTF_8).contains(line));
    }

    @Test
    void a_function_reads_the_keys_that_its_role_allows_and_no_others() throws Exception {
        assertThat(clerk.dynamodb("GetItem", "{'TableName':'orders','Key':{'pk':{'S':'OPEN#1'}}}")
                        .status())
                .isEqualTo(200);
        Result denied = clerk.dynamodb("GetItem", "{'TableName':'orders','Key':{'pk':{'S':'PAID#1'}}}");
        assertThat(denied.status()).isEqualTo(400);
        assertThat(denied.json()).containsEntry("__type", "com.amazon.coral.service#AccessDeniedException");
        String message = USER + "ClerkRole/Clerk is not authorized to perform: dynamodb:GetItem on resource: " + ORDERS
                + " because no identity-based policy allows the dynamodb:GetItem action";
        assertThat(denied.message()).isEqualTo(message);
        printed("Clerk | denied: " + message + "\n");
    }

    @Test
    void a_put_that_is_allowed_in_transactions_only_is_denied_by_itself() throws Exception {
        String put = "{'TableName':'orders','Item':{'pk':{'S':'%s'}}}";
        assertThat(clerk.dynamodb("PutItem", put.formatted("OPEN#2")).error()).isEqualTo("AccessDeniedException");
        assertThat(clerk.dynamodb("TransactWriteItems", "{'TransactItems':[{'Put':" + put.formatted("OPEN#2") + "}]}")
                        .status())
                .isEqualTo(200);
        Result mixed = clerk.dynamodb(
                "TransactWriteItems",
                "{'TransactItems':[{'Put':" + put.formatted("OPEN#3") + "},{'Put':" + put.formatted("PAID#3") + "}]}");
        assertThat(mixed.error()).isEqualTo("AccessDeniedException");
        assertThat(cloud.dynamodb()
                        .call("GetItem", Map.of("TableName", "orders", "Key", Map.of("pk", Map.of("S", "OPEN#3")))))
                .as("nothing of a denied transaction is done")
                .doesNotContainKey("Item");
    }

    @Test
    void a_query_of_an_index_is_allowed_by_the_index_and_its_key() throws Exception {
        String query = "{'TableName':'orders','IndexName':'ByCustomer','KeyConditionExpression':'#c = :c',"
                + "'ExpressionAttributeNames':{'#c':'customer'},'ExpressionAttributeValues':{':c':{'S':'%s'}}}";
        assertThat(clerk.dynamodb("Query", query.formatted("ann")).status()).isEqualTo(200);
        assertThat(clerk.dynamodb("Query", query.formatted("bob")).message())
                .contains("on resource: " + ORDERS + "/index/ByCustomer because");
    }

    @Test
    void what_a_tables_own_policy_denies_is_denied_although_the_role_allows_it() throws Exception {
        assertThat(clerk.dynamodb("DeleteItem", "{'TableName':'orders','Key':{'pk':{'S':'OPEN#1'}}}")
                        .message())
                .endsWith("with an explicit deny in a resource-based policy");
    }

    @Test
    void queues_are_asked_for_in_both_protocols() throws Exception {
        String work = cloud.queueUrl("work");
        String other = cloud.queueUrl("other");
        assertThat(clerk.sqs("SendMessage", "{'QueueUrl':'" + work + "','MessageBody':'1'}")
                        .status())
                .isEqualTo(200);
        assertThat(clerk.sqs("SendMessageBatch", "{'QueueUrl':'" + work + "','Entries':[{'Id':'a','MessageBody':'2'}]}")
                        .status())
                .isEqualTo(200);
        Result denied = clerk.sqs("SendMessage", "{'QueueUrl':'" + other + "','MessageBody':'1'}");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.error()).isEqualTo("AccessDeniedException");
        assertThat(denied.message())
                .isEqualTo(USER + "ClerkRole/Clerk is not authorized to perform: sqs:sendmessage on resource:"
                        + " arn:aws:sqs:us-east-1:000000000000:other because no identity-based policy allows the"
                        + " sqs:sendmessage action");
        assertThat(clerk.form("WORK", "Action=SendMessage&MessageBody=3").status())
                .as("the queue is the address that Ref has given")
                .isEqualTo(200);
        String address = "&QueueUrl=" + URLEncoder.encode(other, StandardCharsets.UTF_8);
        Result form = clerk.form("AWS_ENDPOINT_URL_SQS", "Action=SendMessage&MessageBody=3" + address);
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.text()).contains("<Code>AccessDenied</Code>").contains("sqs:sendmessage on resource: arn:aws");
        assertThat(clerk.form("WORK", "Action=ReceiveMessage").status()).isEqualTo(403);
        assertThat(clerk.sqs("GetQueueUrl", "{'QueueName':'work'}").json()).containsEntry("QueueUrl", work);
    }

    @Test
    void a_secret_is_told_to_whom_it_may_be_told() throws Exception {
        assertThat(clerk.secrets("GetSecretValue", "{'SecretId':'Secret'}").json())
                .containsEntry("SecretString", "told");
        Result denied = clerk.secrets("GetSecretValue", "{'SecretId':'Hidden'}");
        assertThat(denied.status()).isEqualTo(400);
        assertThat(denied.json()).containsEntry("__type", "AccessDeniedException");
        assertThat(denied.message())
                .contains("on resource: arn:aws:secretsmanager:us-east-1:000000000000:secret:Hidden-");
    }

    @Test
    void a_stream_is_read_under_the_ARN_that_the_emulator_gives_it() throws Exception {
        Result list = follower.streams("ListStreams", "{'TableName':'orders'}");
        String arn = String.valueOf(
                Json.objects(list.json().get("Streams")).getFirst().get("StreamArn"));
        Result described = follower.streams("DescribeStream", "{'StreamArn':'" + arn + "'}");
        String shard =
                String.valueOf(Json.objects(Json.asObject(described.json().get("StreamDescription"))
                                .orElseThrow()
                                .get("Shards"))
                        .getFirst()
                        .get("ShardId"));
        Result iterator = follower.streams(
                "GetShardIterator",
                "{'StreamArn':'" + arn + "','ShardId':'" + shard + "','ShardIteratorType':'TRIM_HORIZON'}");
        String records = "{'ShardIterator':'" + iterator.json().get("ShardIterator") + "'}";
        assertThat(follower.streams("GetRecords", records).status()).isEqualTo(200);
        assertThat(clerk.streams("GetRecords", records).message())
                .contains("dynamodb:GetRecords on resource: " + ORDERS + "/stream/");
        assertThat(clerk.streams("DescribeStream", "{'StreamArn':'" + arn + "'}")
                        .error())
                .isEqualTo("AccessDeniedException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Scan             | {'TableName':'orders'}                                                     | 200
            ExecuteStatement | {'Statement':'SELECT * FROM orders'}                                       | 400
            ListTables       | {}                                                                         | 400
            CreateTable      | {'TableName':'mine'}                                                       | 400
            BatchGetItem     | {'RequestItems':{'orders':{'Keys':[{'pk':{'S':'a'}}]}}}                    | 200
            BatchWriteItem   | {'RequestItems':{'orders':[{'PutRequest':{'Item':{'pk':{'S':'a'}}}}]}}     | 400
            """)
    void a_policy_of_SAM_allows_what_it_documents(String operation, String request, int status) throws Exception {
        Result result = follower.dynamodb(operation, request);
        assertThat(result.status()).isEqualTo(status);
        assertThat(status == 200 || result.error().equals("AccessDeniedException"))
                .isTrue();
    }

    @Test
    void a_function_without_any_policy_may_do_nothing() throws Exception {
        FunctionCalls nobody = new FunctionCalls(cloud, "Nobody");
        assertThat(nobody.dynamodb("GetItem", "{'TableName':'orders','Key':{'pk':{'S':'OPEN#1'}}}")
                        .message())
                .startsWith(USER + "shop-NobodyRole/Nobody is not authorized");
        assertThat(nobody.sqs("ListQueues", "{}").status()).isEqualTo(403);
        assertThat(nobody.secrets("GetSecretValue", "{'SecretId':'Secret'}").error())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void callers_that_are_no_function_may_do_everything_under_any_key_and_in_any_region() {
        assertThat(cloud.dynamodb().call("Scan", Map.of("TableName", "orders"))).containsKey("Items");
        assertThat(cloud.secrets().call("GetSecretValue", Map.of("SecretId", "Hidden")))
                .containsEntry("SecretString", "untold");
    }

    @Test
    void what_is_not_signed_the_service_itself_answers() throws Exception {
        var response = cloud.send(cloud.unsigned("dynamodb", "DynamoDB_20120810.ListTables", "{}"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("MissingAuthenticationToken");
    }

    @Test
    void a_page_elsewhere_can_neither_call_services_nor_functions() throws Exception {
        String[] page = {"Origin", "https://elsewhere.example"};
        for (String service : List.of("dynamodb", "sqs", "secrets")) {
            assertThat(cloud.send(cloud.unsigned(service, "", "Action=ListQueues")
                                    .headers(page))
                            .body())
                    .contains("Pages in a browser may not call it");
        }
        assertThat(cloud.invoke("Nobody", "{}", page).statusCode()).isEqualTo(403);
    }
}
