package dev.tallystick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What the template promises of this system; what it keeps to like any other is in {@code template.RulesTest}. */
class TemplateTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static final Map<?, ?> TEMPLATE = load();
    private static final Map<?, ?> RESOURCES = (Map<?, ?>) TEMPLATE.get("Resources");

    @Test
    void theRoutesOfTheCodeAreThoseOfTheTemplate() {
        List<String> routes = functions()
                .flatMap(function -> events(function)
                        .map(event -> map(event.get("Properties")))
                        .filter(properties -> properties.containsKey("Path"))
                        .map(properties -> properties.get("Method") + " " + properties.get("Path")))
                .toList();

        assertThat(routes).containsExactlyInAnyOrderElementsOf(Routes.ALL);
    }

    @Test
    void everyFunctionHasARoleOfItsOwnAndAHandlerThatExists() throws ClassNotFoundException {
        List<String> roles = new ArrayList<>();
        for (Map<?, ?> function : functions().toList()) {
            Map<?, ?> properties = map(function.get("Properties"));
            roles.add(String.valueOf(properties.get("Role")));
            assertThat(Class.forName(String.valueOf(properties.get("Handler")))).isFinal();
        }
        assertThat(roles).doesNotHaveDuplicates().allMatch(role -> role.endsWith("Role.Arn"));
    }

    @Test
    void everyWriteToATableIsBoundToKeysAndToATransaction() {
        List<Map<?, ?>> writing = statements("Allow")
                .filter(statement -> texts(statement.get("Action")).stream()
                        .anyMatch(action -> action.equals("dynamodb:PutItem") || action.equals("dynamodb:UpdateItem")))
                .filter(statement -> !statement.toString().contains("RELAYED#")
                        && !statement.toString().contains("CHECKPOINT#")
                        && !statement.toString().contains("[ROWS#*]")
                        && !statement.toString().contains("RATE#"))
                .toList();

        assertThat(writing)
                .hasSizeGreaterThan(4)
                .allSatisfy(statement -> assertThat(
                                map(map(statement.get("Condition")).get("ForAnyValue:StringEquals")))
                        .isEqualTo(Map.of("dynamodb:EnclosingOperation", "TransactWriteItems")));
        assertThat(writing.stream()
                        .filter(statement ->
                                texts(statement.get("Resource")).toString().contains("MembersTable")))
                .hasSizeGreaterThan(3)
                .allSatisfy(statement ->
                        assertThat(statement.get("Condition").toString()).contains("dynamodb:LeadingKeys"));
    }

    @Test
    void whatAKeyMayDoIsWrittenByTheFunctionsOfSetupAlone() {
        List<String> writing = new ArrayList<>();
        RESOURCES.forEach((name, resource) -> {
            if (below(map(map(resource).get("Properties")))
                    .filter(statement -> statement.containsKey("Action"))
                    .filter(statement -> texts(statement.get("Action")).stream()
                            .anyMatch(action -> action.matches("dynamodb:(Put|Update|Delete|BatchWrite)Item")))
                    .anyMatch(statement -> statement.toString().contains("CLIENT#*"))) {
                writing.add(String.valueOf(name));
            }
        });

        assertThat(writing)
                .containsExactlyInAnyOrder("CreateKeyRole", "RotateKeyRole", "RevokeKeyRole", "IssueKeyRole");
    }

    @Test
    void nobodyMayDeleteOfAMemberOutsideATransaction() {
        List<Map<?, ?>> deleting = statements("Allow")
                .filter(statement -> texts(statement.get("Action")).contains("dynamodb:DeleteItem"))
                .filter(statement -> statement.toString().contains("MEMBER#*")
                        || statement.toString().contains("ID#*"))
                .toList();

        assertThat(deleting).isNotEmpty().allSatisfy(statement -> {
            assertThat(texts(statement.get("Resource"))).containsExactly("MembersTable.Arn");
            assertThat(map(map(statement.get("Condition")).get("ForAnyValue:StringEquals")))
                    .isEqualTo(Map.of("dynamodb:EnclosingOperation", "TransactWriteItems"));
        });
    }

    @Test
    void whatApplesAndGooglesPassesAreSignedWithIsReadByOneFunctionAlone() {
        for (String secret : List.of("ApplePassCertificate", "GooglePassIssuer")) {
            List<String> reading = RESOURCES.entrySet().stream()
                    .filter(resource -> below(resource.getValue())
                            .filter(statement -> "Allow".equals(statement.get("Effect")))
                            .anyMatch(statement ->
                                    texts(statement.get("Resource")).contains(secret)))
                    .map(resource -> String.valueOf(resource.getKey()))
                    .toList();

            assertThat(reading).containsExactly("IssuePassesRole");
            assertThat(map(map(RESOURCES.get(secret)).get("Properties")).get("SecretString"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void tablesAndSecretsOutliveTheStack() {
        List<Map<?, ?>> kept =
                resources("AWS::DynamoDB::Table", "AWS::SecretsManager::Secret").toList();

        assertThat(kept).hasSize(10).allSatisfy(resource -> {
            assertThat(resource.get("DeletionPolicy")).isEqualTo("Retain");
            assertThat(resource.get("UpdateReplacePolicy")).isEqualTo("Retain");
        });
    }

    @Test
    void rowsOfBatchesAreToldWhenTheQueueGivesThemUp() {
        Map<?, ?> queue = map(map(RESOURCES.get("BatchesQueue")).get("Properties"));
        Map<?, ?> function = map(map(RESOURCES.get("ApplyBatchesFunction")).get("Properties"));

        assertThat(map(map(function.get("Environment")).get("Variables")).get("BATCHES_MOST_RECEIVES"))
                .isEqualTo(map(queue.get("RedrivePolicy")).get("maxReceiveCount"));
    }

    @Test
    void whatIsLeftBehindIsSentToTheQueuesOfTheRelay() {
        assertThat(variables("RelayEntriesFunction")).isNotEmpty().isEqualTo(variables("SendLeftBehindFunction"));
    }

    @Test
    void theClockIsNotOffset() throws IOException {
        assertThat(Files.readString(ROOT.resolve("template.yaml"))).doesNotContain("CLOCK_OFFSET");
    }

    private static Map<?, ?> variables(String function) {
        return map(map(map(map(RESOURCES.get(function)).get("Properties")).get("Environment"))
                .get("Variables"));
    }

    private static Stream<Map<?, ?>> functions() {
        return resources("AWS::Serverless::Function");
    }

    private static Stream<Map<?, ?>> resources(String... types) {
        return RESOURCES.values().stream()
                .<Map<?, ?>>map(TemplateTest::map)
                .filter(resource -> List.of(types).contains(resource.get("Type")));
    }

    private static Stream<Map<?, ?>> events(Map<?, ?> function) {
        return map(map(function.get("Properties")).get("Events")).values().stream()
                .map(TemplateTest::map);
    }

    /** Every statement of a role, managed policy or resource policy with this effect; those of trust are another matter. */
    private static Stream<Map<?, ?>> statements(String effect) {
        return below(RESOURCES)
                .filter(map ->
                        effect.equals(map.get("Effect")) && !map.toString().contains("sts:AssumeRole"));
    }

    private static Stream<Map<?, ?>> below(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                Stream.concat(Stream.of(map), map.values().stream().flatMap(TemplateTest::below));
            case Collection<?> list -> list.stream().flatMap(TemplateTest::below);
            case null, default -> Stream.empty();
        };
    }

    private static List<String> texts(Object value) {
        return value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Intrinsic functions are read as their argument. */
    private static Map<?, ?> load() {
        LoadSettings settings = LoadSettings.builder().build();
        StandardConstructor constructor = new StandardConstructor(settings) {
            @Override
            protected Optional<ConstructNode> findConstructorFor(Node node) {
                if (node.getTag().getValue().startsWith("!")) {
                    node.setTag(
                            switch (node.getNodeType()) {
                                case SEQUENCE -> Tag.SEQ;
                                case MAPPING -> Tag.MAP;
                                default -> Tag.STR;
                            });
                }
                return super.findConstructorFor(node);
            }
        };
        try {
            return (Map<?, ?>)
                    new Load(settings, constructor).loadFromString(Files.readString(ROOT.resolve("template.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
