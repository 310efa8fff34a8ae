package dev.tallystick.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which actions operations need, as AWS documents them. Quotation marks of the requests are written as apostrophes. */
final class TableAccessesTest {

    private static final Account ACCOUNT = new Account("us-east-1", Account.LOCAL_ID, "stack");
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:";
    private static final TableAccesses ACCESSES = new TableAccesses(
            ACCOUNT,
            new KeySchemas(List.of(new TableSpec(
                    "Orders",
                    "orders",
                    Map.of(
                            "KeySchema",
                            List.of(
                                    Map.of("AttributeName", "sk", "KeyType", "RANGE"),
                                    Map.of("AttributeName", "pk", "KeyType", "HASH")),
                            "GlobalSecondaryIndexes",
                            List.of(Map.of(
                                    "IndexName",
                                    "By",
                                    "KeySchema",
                                    List.of(Map.of("AttributeName", "who", "KeyType", "HASH"))))),
                    Optional.empty(),
                    Optional.empty()))));

    private static String shown(String operation, String request, String... keys) {
        Map<String, Object> json = Json.object(request.replace('\'', '"').replace('~', '\''))
                .orElseThrow(() -> new AssertionError(request));
        return ACCESSES.of(operation, json).stream()
                .map(access -> access.action().replace("dynamodb:", "") + " "
                        + access.resource().replace(ARN, "") + shown(access, List.of(keys)))
                .collect(Collectors.joining("; "));
    }

    private static String shown(Access access, List<String> keys) {
        Map<String, List<String>> context = new TreeMap<>(access.context());
        context.keySet().removeIf(key -> !keys.contains(key.replace("dynamodb:", "")));
        return context.isEmpty() ? "" : " " + context.toString().replace("dynamodb:", "");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GetItem        | {'TableName':'orders'}                                    | GetItem table/orders
            GetItem        | {'TableName':'arn:aws:dynamodb:ddblocal:0:table/orders'}  | GetItem table/orders
            Query          | {'TableName':'orders','IndexName':'By'}                   | Query table/orders/index/By
            Scan           | {'TableName':'orders','IndexName':'By'}                   | Scan table/orders/index/By
            ListTables     | {}                                                        | ListTables table/*
            DescribeLimits | {}                                                        | DescribeLimits *
            DescribeTimeToLive | {'TableName':'orders'}                                | DescribeTimeToLive table/orders
            DescribeStream | {'StreamArn':'arn:aws:dynamodb:ddblocal:000000000000:table/orders/stream/2026'} | DescribeStream table/orders/stream/2026
            GetRecords     | "{'ShardIterator':'000|arn:aws:dynamodb:ddblocal:000000000000:table/orders/stream/2026|x'}" | GetRecords table/orders/stream/2026
            ListStreams    | {'TableName':'orders'}                                    | ListStreams table/orders/stream/*
            BatchGetItem   | {'RequestItems':{'orders':{},'other':{}}}                 | BatchGetItem table/orders; BatchGetItem table/other
            BatchWriteItem | {'RequestItems':{'orders':[]}}                            | BatchWriteItem table/orders
            TransactWriteItems | {'TransactItems':[{'Put':{'TableName':'orders'}},{'Delete':{'TableName':'orders'}},{'Put':{'TableName':'orders'}}]} | PutItem table/orders; DeleteItem table/orders
            TransactWriteItems | {'TransactItems':[{'Update':{'TableName':'orders'}},{'ConditionCheck':{'TableName':'other'}}]} | UpdateItem table/orders; ConditionCheckItem table/other
            TransactGetItems | {'TransactItems':[{'Get':{'TableName':'orders'}}]}      | GetItem table/orders
            ExecuteStatement | {'Statement':'select * from orders'}                    | PartiQLSelect table/orders
            ExecuteStatement | {'Statement':'SELECT a FROM \\"orders\\".\\"By\\" WHERE x'} | PartiQLSelect table/orders/index/By
            ExecuteStatement | {'Statement':'INSERT INTO orders VALUE {}'}             | PartiQLInsert table/orders
            ExecuteStatement | {'Statement':'UPDATE \\"orders\\" SET a=1'}             | PartiQLUpdate table/orders
            ExecuteStatement | {'Statement':'DELETE FROM orders WHERE pk=?'}           | PartiQLDelete table/orders
            BatchExecuteStatement | {'Statements':[{'Statement':'DELETE FROM orders'},{'Statement':'SELECT * FROM orders'}]} | PartiQLDelete table/orders; PartiQLSelect table/orders
            """)
    void an_operation_needs_the_actions_that_AWS_documents(String operation, String request, String needed) {
        assertThat(shown(operation, request)).isEqualTo(needed);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "none", textBlock = """
            GetItem    | 'Key':{'sk':{'S':'s'},'pk':{'S':'a'}}                                    | a
            PutItem    | 'Item':{'pk':{'N':'12'}}                                                 | 12
            UpdateItem | 'Key':{'pk':{'B':'YQ=='}}                                                | YQ==
            DeleteItem | 'Key':{'sk':{'S':'s'}}                                                   | none
            Query      | 'KeyConditionExpression':'pk = :p','ExpressionAttributeValues':{':p':{'S':'a'},':s':{'S':'b'}} | a
            Query      | 'KeyConditionExpression':':p=#p','ExpressionAttributeNames':{'#p':'pk'},'ExpressionAttributeValues':{':p':{'S':'a'}} | a
            Query      | 'KeyConditionExpression':'(begins_with(sk, :s)) AND (#p = :p)','ExpressionAttributeNames':{'#p':'pk'},'ExpressionAttributeValues':{':p':{'S':'a'},':s':{'S':'b'}} | a
            Query      | 'KeyConditionExpression':'sk = :s AND pk = :p','ExpressionAttributeValues':{':p':{'S':'a'},':s':{'S':'b'}} | a
            Query      | 'KeyConditionExpression':'pk = :q','ExpressionAttributeValues':{':p':{'S':'a'}} | none
            Query      | 'IndexName':'By','KeyConditionExpression':'who = :p','ExpressionAttributeValues':{':p':{'S':'ann'}} | ann
            Query      | 'KeyConditions':{'pk':{'AttributeValueList':[{'S':'a'}],'ComparisonOperator':'EQ'}} | a
            Scan       | 'FilterExpression':'sk = :p','ExpressionAttributeValues':{':p':{'S':'a'}} | none
            """)
    void the_leading_key_is_the_partition_key_that_the_request_names(String operation, String part, String key) {
        assertThat(shown(operation, "{'TableName':'orders'," + part + "}", "leadingkeys"))
                .endsWith(key == null ? " table/orders" : " {leadingkeys=[" + key + "]}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            BatchGetItem   | {'RequestItems':{'orders':{'Keys':[{'pk':{'S':'a'}},{'pk':{'S':'b'}}]}}} | [a, b]
            BatchWriteItem | {'RequestItems':{'orders':[{'PutRequest':{'Item':{'pk':{'S':'a'}}}},{'DeleteRequest':{'Key':{'pk':{'S':'b'}}}}]}} | [a, b]
            TransactWriteItems | {'TransactItems':[{'Put':{'TableName':'orders','Item':{'pk':{'S':'a'}}}},{'Put':{'TableName':'orders','Item':{'pk':{'S':'b'}}}}]} | [a, b]
            ExecuteStatement | {'Statement':'SELECT * FROM orders WHERE pk = ~it~~s~'}               | [it's]
            ExecuteStatement | {'Statement':'UPDATE orders SET a=? WHERE pk=?','Parameters':[{'S':'x'},{'S':'y'}]} | [y]
            ExecuteStatement | {'Statement':'SELECT * FROM orders WHERE pk IN [~a~, ?]','Parameters':[{'S':'b'}]} | [a, b]
            ExecuteStatement | {'Statement':'INSERT INTO orders VALUE {~pk~: ~a~, ~sk~: ~b~}'}       | [a]
            """)
    void batches_transactions_and_statements_have_the_keys_of_all_their_items(
            String operation, String request, String keys) {
        assertThat(shown(operation, request, "leadingkeys")).endsWith(" {leadingkeys=" + keys + "}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GetItem    | 'Key':{'pk':{'S':'a'}},'ProjectionExpression':'a.b[0], #c','ExpressionAttributeNames':{'#c':'c'} | [a, c, pk]
            UpdateItem | 'Key':{'pk':{'S':'a'}},'UpdateExpression':'SET n = if_not_exists(m, :z) REMOVE o','ConditionExpression':'size(p) < :z AND NOT q IN (:z)' | [p, q, m, n, o, pk]
            Scan       | 'AttributesToGet':['a','b']                                               | [a, b]
            PutItem    | 'Item':{'pk':{'S':'a'},'n':{'M':{'inner':{'S':'x'}}}}                     | [pk, n]
            """)
    void attributes_are_the_outermost_names_of_what_a_request_is_about(
            String operation, String part, String attributes) {
        assertThat(shown(operation, "{'TableName':'orders'," + part + "}", "attributes"))
                .endsWith(" {attributes=" + attributes + "}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GetItem    | {'TableName':'orders'}                                       | {select=[ALL_ATTRIBUTES]}
            GetItem    | {'TableName':'orders','ProjectionExpression':'a'}            | {select=[SPECIFIC_ATTRIBUTES]}
            Query      | {'TableName':'orders','IndexName':'By'}                      | {select=[ALL_PROJECTED_ATTRIBUTES]}
            Scan       | {'TableName':'orders','Select':'COUNT'}                      | {select=[COUNT]}
            PutItem    | {'TableName':'orders'}                                       | {returnvalues=[NONE]}
            UpdateItem | {'TableName':'orders','ReturnValues':'ALL_NEW'}              | {returnvalues=[ALL_NEW]}
            TransactWriteItems | {'TransactItems':[{'ConditionCheck':{'TableName':'orders'}}]} | {enclosingoperation=[TransactWriteItems], returnvalues=[NONE]}
            TransactGetItems | {'TransactItems':[{'Get':{'TableName':'orders'}}]}     | {enclosingoperation=[TransactGetItems], select=[ALL_ATTRIBUTES]}
            ExecuteTransaction | {'TransactStatements':[{'Statement':'DELETE FROM orders WHERE pk=?'}]} | {enclosingoperation=[ExecuteTransaction]}
            ExecuteStatement | {'Statement':'SELECT * FROM orders WHERE sk=1'}        | {fulltablescan=[true]}
            ExecuteStatement | {'Statement':'SELECT * FROM orders WHERE pk=~a~ OR sk=1'} | {fulltablescan=[true]}
            ExecuteStatement | {'Statement':'SELECT * FROM orders WHERE pk=~a~'}      | {fulltablescan=[false]}
            """)
    void conditions_see_what_is_given_back_and_what_encloses_it(String operation, String request, String keys) {
        assertThat(shown(operation, request, "select", "returnvalues", "enclosingoperation", "fulltablescan"))
                .endsWith(" " + keys);
    }

    @Test
    void items_that_give_back_differently_are_decided_one_by_one() {
        assertThat(shown("TransactGetItems", """
                        {'TransactItems':[
                          {'Get':{'TableName':'orders','Key':{'pk':{'S':'a'}},'ProjectionExpression':'n'}},
                          {'Get':{'TableName':'orders','Key':{'pk':{'S':'a'}}}}]}
                        """, "select"))
                .isEqualTo("GetItem table/orders {select=[SPECIFIC_ATTRIBUTES]};"
                        + " GetItem table/orders {select=[ALL_ATTRIBUTES]}");
    }
}
