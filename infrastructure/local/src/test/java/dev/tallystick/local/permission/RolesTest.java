package dev.tallystick.local.permission;

import static dev.tallystick.local.permission.Policies.QUEUE;
import static dev.tallystick.local.permission.Policies.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolesTest {

    private static final String ROLE = """
            Role:
              Type: AWS::IAM::Role
              Properties:
                RoleName: reader
                ManagedPolicyArns: [!Ref Managed, arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess]
                Policies:
                  - PolicyName: inline
                    PolicyDocument: { Statement: { Effect: Allow, Action: dynamodb:PutItem, Resource: "*" } }
            Managed:
              Type: AWS::IAM::ManagedPolicy
              Properties:
                PolicyDocument: { Statement: [{ Effect: Allow, Action: dynamodb:GetItem, Resource: "*" }] }
            Attached:
              Type: AWS::IAM::ManagedPolicy
              Properties:
                Roles: [!Ref Role]
                PolicyDocument: { Statement: [{ Effect: Allow, Action: dynamodb:Query, Resource: "*" }] }
            """;

    @Test
    void a_role_has_its_own_its_managed_and_its_attached_policies_and_nothing_of_the_functions() {
        Policies policies = Policies.of("Role: !GetAtt Role.Arn\nPolicies: AdministratorAccess", ROLE);
        for (String action : new String[] {"dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query"}) {
            assertThat(policies.allow(action, TABLE)).as(action).isTrue();
        }
        assertThat(policies.allow("sqs:ListQueues", "*")).isTrue();
        assertThat(policies.denial("dynamodb:Scan", TABLE))
                .startsWith("User: arn:aws:sts::000000000000:assumed-role/reader/F is not authorized");
    }

    @ParameterizedTest(name = "{0}: {1} on {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            AmazonDynamoDBFullAccess                            | dynamodb:PutItem    | table | true
            AmazonDynamoDBReadOnlyAccess                        | dynamodb:PutItem    | table | false
            arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess | dynamodb:Query     | table | true
            AmazonSQSFullAccess                                 | sqs:SendMessage     | queue | true
            AmazonSQSReadOnlyAccess                             | sqs:SendMessage     | queue | false
            AWSLambdaSQSQueueExecutionRole                      | sqs:DeleteMessage   | queue | true
            AWSLambdaBasicExecutionRole                         | dynamodb:GetItem    | table | false
            { DynamoDBCrudPolicy: { TableName: !Ref Orders } }  | dynamodb:DeleteItem | table | true
            { DynamoDBCrudPolicy: { TableName: other } }        | dynamodb:DeleteItem | table | false
            { DynamoDBCrudPolicy: { TableName: !Ref Orders } }  | dynamodb:ConditionCheckItem | table | true
            { DynamoDBReadPolicy: { TableName: !Ref Orders } }  | dynamodb:Query      | index | true
            { DynamoDBReadPolicy: { TableName: !Ref Orders } }  | dynamodb:PutItem    | table | false
            { DynamoDBWritePolicy: { TableName: !Ref Orders } } | dynamodb:UpdateItem | table | true
            { DynamoDBWritePolicy: { TableName: !Ref Orders } } | dynamodb:DeleteItem | table | false
            { SQSSendMessagePolicy: { QueueName: work } }       | sqs:SendMessage     | queue | true
            { SQSSendMessagePolicy: { QueueName: work } }       | sqs:ReceiveMessage  | queue | false
            { SQSPollerPolicy: { QueueName: work } }            | sqs:ReceiveMessage  | queue | true
            """)
    void a_function_without_a_role_has_what_SAM_documents_of_its_policies(
            String policy, String action, String on, boolean allowed) {
        String resource = switch (on) {
            case "table" -> TABLE;
            case "index" -> TABLE + "/index/any";
            default -> QUEUE;
        };
        assertThat(Policies.of("Policies:\n  - " + policy, "").allow(action, resource))
                .isEqualTo(allowed);
        if (!policy.startsWith("{")) {
            assertThat(Policies.of("Policies: " + policy, "").allow(action, resource))
                    .isEqualTo(allowed);
        }
    }

    @Test
    void SAM_attaches_what_a_functions_event_sources_and_destinations_need_and_no_more() {
        Policies policies = Policies.of("""
                Events:
                  Work: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn } }
                  Changes:
                    Type: DynamoDB
                    Properties:
                      Stream: !GetAtt Orders.StreamArn
                      StartingPosition: LATEST
                      DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Work.Arn } }
                """, "");
        assertThat(policies.allow("sqs:ReceiveMessage", QUEUE)).isTrue();
        assertThat(policies.allow("sqs:SendMessage", QUEUE)).isTrue();
        assertThat(policies.allow("sqs:SendMessage", QUEUE + "2")).isFalse();
        assertThat(policies.allow("dynamodb:GetRecords", TABLE + "/stream/2026"))
                .isTrue();
        assertThat(policies.allow("dynamodb:GetItem", TABLE)).isFalse();
        Policies told = Policies.of(
                "EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Work.Arn } } }",
                "");
        assertThat(told.allow("sqs:SendMessage", QUEUE)).isTrue();
        assertThat(told.allow("sqs:ReceiveMessage", QUEUE)).isFalse();
    }

    private static void refused(String properties, String more, String message) {
        assertThatThrownBy(() -> Policies.of(properties, more))
                .isInstanceOf(Fault.class)
                .hasMessageMatching("t.yaml:\\d+: (F|Role|P) \\(AWS::\\S+\\), property .*")
                .hasMessageContaining(message);
    }

    @Test
    void AWS_refuses_event_sources_and_destinations_that_the_functions_role_may_not_use() {
        String queue = "\nEvents: { Work: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn } } }";
        String stream = "\nEvents: { Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn,"
                + " StartingPosition: LATEST } } }";
        refused(
                "Role: !GetAtt Role.Arn" + queue,
                ROLE,
                "(AWS::Serverless::Function), property Events.Work: AWS refuses it, because the function's"
                        + " role is missing the permission sqs:ReceiveMessage on " + QUEUE);
        refused("Role: !GetAtt Role.Arn" + stream, ROLE, "is missing the permission dynamodb:GetRecords on " + TABLE);
        refused(
                "Role: !GetAtt Role.Arn\nDeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Work.Arn }",
                ROLE,
                "property DeadLetterQueue: AWS refuses it, because the function's role is missing the permission"
                        + " sqs:SendMessage on " + QUEUE);
    }

    @Test
    void what_is_not_known_of_policies_is_refused_with_its_line() {
        String statement =
                "Policies:\n  - Statement:\n      - Effect: Allow\n        Action: a:b\n        Resource: '*'\n";
        refused("Role: arn:aws:iam::000000000000:role/other", "", "Role: is not the Arn of a role of this template");
        refused(
                "Policies: [SomePolicy]",
                "",
                "SomePolicy is neither a managed policy of this template nor one of AWS's");
        refused("Policies: [{ S3CrudPolicy: { BucketName: b } }]", "", "does not know this policy template");
        refused("Policies: [{ DynamoDBReadPolicy: {} }]", "", "DynamoDBReadPolicy.TableName: is missing");
        refused("Policies: [{ DynamoDBReadPolicy: { TableName: t, More: m } }]", "", "has no such parameter");
        refused("PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess", "", "PermissionsBoundary");
        refused(
                statement + "        Colour: red",
                "",
                "t.yaml:21: F (AWS::Serverless::Function), property Policies:"
                        + " the local cloud does not know Colour in a policy");
        refused(statement + "        Principal: '*'", "", "Principal belongs in the policies of resources only");
        refused(
                statement + "        Condition: { DateGreaterThan: { aws:CurrentTime: x } }",
                "",
                "t.yaml:21: F (AWS::Serverless::Function), property Policies:"
                        + " the local cloud does not know the operator DateGreaterThan");
        refused(
                statement + "        Condition: { StringEquals: { dynamodb:LeadingKeys: '${!aws:userid}' } }",
                "",
                "does not know policy variables");
        refused(statement.replace("Allow", "Perhaps"), "", "Effect must be Allow or Deny");
        refused(statement.replace("Resource: '*'", "Sid: x"), "", "Resource is missing");
    }

    @Test
    void a_queues_policy_counts_as_its_own() {
        Policies policies = Policies.of("", """
                P:
                  Type: AWS::SQS::QueuePolicy
                  Properties:
                    Queues: [!Ref Work]
                    PolicyDocument:
                      Statement: [{ Effect: Allow, Principal: "*", Action: sqs:SendMessage, Resource: !GetAtt Work.Arn }]
                """);
        assertThat(policies.allow("sqs:SendMessage", QUEUE)).isTrue();
        assertThat(policies.allow("sqs:ReceiveMessage", QUEUE)).isFalse();
    }
}
