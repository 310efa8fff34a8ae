package dev.tallystick.local.permission;

import static dev.tallystick.local.permission.Policies.QUEUE;
import static dev.tallystick.local.permission.Policies.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PermissionsTest {

    private static final String ALLOW_ALL = "- { Effect: Allow, Action: '*', Resource: '*' }\n";

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource(textBlock = """
            dynamodb:GetItem,    table/orders,         true
            DynamoDB:getitem,    table/orders,         true
            dynamodb:PUTITEM,    table/orders,         false
            dynamodb:BatchGetItem, table/orders,       false
            dynamodb:Query,      table/orders,         false
            dynamodb:Query,      table/orders/index/a, true
            dynamodb:PutItem,    table/orders,         false
            dynamodb:PutItem,    table/other,          true
            dynamodb:DeleteItem, table/other,          false
            dynamodb:DescribeTable, table/other,       true
            """)
    void actions_and_resources_are_matched_with_wildcards_and_inverted(String action, String table, boolean allowed) {
        Policies policies = Policies.ofStatements("""
                - { Effect: Allow, Action: "dynamodb:Get*", Resource: !GetAtt Orders.Arn }
                - { Effect: Allow, Action: [dynamodb:Query], Resource: !Sub "${Orders.Arn}/index/?" }
                - { Effect: Allow, Action: dynamodb:PutItem, NotResource: !GetAtt Orders.Arn }
                - { Effect: Allow, NotAction: ["dynamodb:*Item", dynamodb:Query], Resource: "*" }
                """);
        assertThat(policies.allow(action, "arn:aws:dynamodb:eu-central-1:000000000000:" + table))
                .isEqualTo(allowed);
    }

    @Test
    void a_denial_goes_before_whatever_allows() {
        Policies policies =
                Policies.ofStatements(ALLOW_ALL + "- { Effect: Deny, Action: dynamodb:PutItem, Resource: '*' }\n");
        assertThat(policies.allow("dynamodb:GetItem", TABLE)).isTrue();
        assertThat(policies.denial("dynamodb:PutItem", TABLE))
                .isEqualTo("User: arn:aws:sts::000000000000:assumed-role/stack-FRole/F is not authorized to perform:"
                        + " dynamodb:PutItem on resource: " + TABLE
                        + " with an explicit deny in an identity-based policy");
    }

    @Test
    void what_nothing_allows_is_denied_and_the_message_is_AWSs() {
        Policies policies = Policies.of("", "");
        assertThat(policies.denial("dynamodb:PutItem", TABLE))
                .endsWith("on resource: " + TABLE
                        + " because no identity-based policy allows the dynamodb:PutItem action");
        assertThat(policies.denial("sqs:SendMessage", QUEUE))
                .endsWith("is not authorized to perform: sqs:sendmessage on resource: " + QUEUE
                        + " because no identity-based policy allows the sqs:sendmessage action");
    }

    @Test
    void a_tables_own_policy_allows_or_denies_too() {
        Policies policies = Policies.withTablePolicy(
                """
                - { Effect: Deny, Principal: "*", Action: dynamodb:DeleteItem, Resource: "*" }
                - { Effect: Allow, Principal: { AWS: arn:aws:iam::000000000000:role/stack-FRole }, Action: dynamodb:GetItem, Resource: "*" }
                - { Effect: Allow, Principal: { AWS: arn:aws:iam::000000000000:role/other }, Action: dynamodb:PutItem, Resource: "*" }
                - { Effect: Allow, Principal: { AWS: "000000000000" }, Action: dynamodb:Scan, Resource: "*" }
                - { Effect: Deny, Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: dynamodb:Query, Resource: "*" }
                """,
                "Policies: [{ Statement: [{ Effect: Allow, Action: ['dynamodb:Delete*', dynamodb:Query], Resource: '*' }] }]");
        assertThat(policies.allow("dynamodb:GetItem", TABLE)).isTrue();
        assertThat(policies.allow("dynamodb:GetItem", TABLE + "2")).isFalse();
        assertThat(policies.allow("dynamodb:PutItem", TABLE)).isFalse();
        assertThat(policies.allow("dynamodb:Scan", TABLE))
                .as("an account's role needs a policy too")
                .isFalse();
        assertThat(policies.denial("dynamodb:DeleteItem", TABLE))
                .endsWith("with an explicit deny in a resource-based policy");
        assertThat(policies.denial("dynamodb:Query", TABLE + "/index/a"))
                .endsWith("with an explicit deny in a resource-based policy");
    }

    // The documentation's "Allow only transactional operations", and the denial of puts outside of them.
    @Test
    void writes_can_be_bound_to_transactions() {
        Map<String, List<String>> enclosed = Map.of("dynamodb:EnclosingOperation", List.of("TransactWriteItems"));
        Policies allowing = Policies.ofStatements("""
                - Effect: Allow
                  Action: [dynamodb:ConditionCheckItem, dynamodb:PutItem]
                  Resource: !GetAtt Orders.Arn
                  Condition:
                    ForAnyValue:StringEquals: { dynamodb:EnclosingOperation: [TransactWriteItems, TransactGetItems] }
                """);
        Policies denying = Policies.withTablePolicy("""
                - Effect: Deny
                  Principal: "*"
                  Action: dynamodb:PutItem
                  Resource: "*"
                  Condition:
                    ForAllValues:StringNotEquals: { dynamodb:EnclosingOperation: TransactWriteItems }
                """, "Policies: [{ Statement: " + ALLOW_ALL.substring(2) + " }]");
        for (Policies policies : List.of(allowing, denying)) {
            assertThat(policies.allow("dynamodb:PutItem", TABLE, enclosed)).isTrue();
            assertThat(policies.allow("dynamodb:PutItem", TABLE)).isFalse();
        }
    }

    // The documentation's example of access to certain items and attributes.
    @Test
    void keys_and_attributes_can_be_bound_together() {
        Policies policies = Policies.ofStatements("""
                - Effect: Allow
                  Action: [dynamodb:GetItem, dynamodb:Query]
                  Resource: !GetAtt Orders.Arn
                  Condition:
                    ForAllValues:StringEquals:
                      dynamodb:LeadingKeys: [user1]
                      dynamodb:Attributes: [pk, name]
                    StringEqualsIfExists:
                      dynamodb:Select: SPECIFIC_ATTRIBUTES
                """);
        Map<String, List<String>> right = Map.of(
                "dynamodb:LeadingKeys", List.of("user1"),
                "dynamodb:Attributes", List.of("pk", "name"),
                "dynamodb:Select", List.of("SPECIFIC_ATTRIBUTES"));
        assertThat(policies.allow("dynamodb:GetItem", TABLE, right)).isTrue();
        for (Map<String, List<String>> wrong : List.of(
                Map.of("dynamodb:LeadingKeys", List.of("user2")),
                Map.of("dynamodb:Attributes", List.of("pk", "secret")),
                Map.of("dynamodb:Select", List.of("ALL_ATTRIBUTES")))) {
            assertThat(policies.allow("dynamodb:GetItem", TABLE, wrong))
                    .as("%s", wrong)
                    .isFalse();
        }
    }

    @Test
    void a_condition_sees_who_calls() {
        Policies policies = Policies.ofStatements("""
                - Effect: Allow
                  Action: dynamodb:GetItem
                  Resource: "*"
                  Condition:
                    ArnLike: { aws:PrincipalArn: "arn:aws:iam::*:role/stack-*" }
                    StringEquals: { aws:RequestedRegion: eu-central-1, aws:PrincipalAccount: "000000000000" }
                    Bool: { aws:SecureTransport: true }
                - { Effect: Allow, Action: dynamodb:PutItem, Resource: "*", Condition: { Null: { aws:SourceArn: true } } }
                """);
        assertThat(policies.allow("dynamodb:GetItem", TABLE)).isTrue();
        assertThat(policies.allow("dynamodb:PutItem", TABLE)).isTrue();
    }
}
