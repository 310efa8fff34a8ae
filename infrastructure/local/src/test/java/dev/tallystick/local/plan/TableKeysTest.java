package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableKeysTest {

    private static final String TABLE = """
            Resources:
              Things:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }, { AttributeName: by, AttributeType: N }]
                  KeySchema: [{ AttributeName: pk, KeyType: HASH }]
                  GlobalSecondaryIndexes:
                    - IndexName: ByTime
                      KeySchema: [{ AttributeName: by, KeyType: HASH }]
                      Projection: { ProjectionType: ALL }
                  StreamSpecification: { StreamViewType: NEW_IMAGE }
            """;

    @TempDir
    Path directory;

    private Plan plan(String template) throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), template);
        return Plan.of(new Resolver(
                Template.read(file), Map.of(), new Account("us-east-1", Account.LOCAL_ID, "t"), Addresses.none()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AttributeName: pk, KeyType | AttributeName: id, KeyType | t.yaml:5 | does not define id, which is a key",
                "AttributeName: by, KeyType | AttributeName: pk, KeyType | t.yaml:5 | defines by, which is no key",
                "AttributeType: N | AttributeType: X | t.yaml:5 | an AttributeType must be S, N or B",
                "ByTime | By | t.yaml:7 | an IndexName must have at least three characters",
                "NEW_IMAGE | NEW_AND_OLD | t.yaml:11 | StreamViewType: must be one of [NEW_IMAGE",
            })
    void what_DynamoDB_refuses_is_refused_with_its_line_before_anything_is_made(
            String right, String wrong, String place, String problem) throws IOException {
        plan(TABLE);
        assertThatThrownBy(() -> plan(TABLE.replace(right, wrong)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(place + ": Things (AWS::DynamoDB::Table)")
                .hasMessageContaining(problem);
    }
}
