package dev.tallystick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template of a stack that has let go of its tables and works on restored ones. */
class UseTablesTest {

    private static final String STREAM =
            "arn:aws:dynamodb:eu-central-1:123456789012:table/ledger-2/stream/2026-11-22T00:00:00.000";

    @TempDir
    private Path directory;

    @Test
    void nothingRefersToATableThatTheStackLetGoOf() throws IOException {
        Command made = run("LedgerTable=ledger-2," + STREAM, "MembersTable=members-2", "InsightsTable=insights-2");

        assertThat(made.status()).as(made.output()).isZero();
        Map<String, Object> template =
                Expansion.of(TemplateFile.read(Files.writeString(directory.resolve("restored.yaml"), made.output())));
        Map<Path, Map<String, Object>> files = new LinkedHashMap<>(Map.of(Path.of("restored.yaml"), template));
        assertThat(Rule.EVERY_REFERENCE_EXISTS.faults(new Stack(files))).isEmpty();
        Deployed deployed = new Deployed(new LinkedHashMap<>());
        new Resolver(template, Map.of()).resources().forEach((id, resource) -> deployed.add(id, Values.map(resource)));
        assertThat(deployed.ids("AWS::DynamoDB::Table")).isEmpty();
        assertThat(deployed.properties("RelayEntriesFunctionLedger")).containsEntry("EventSourceArn", STREAM);
        assertThat(Values.map(Values.at(deployed.properties("EnrolMemberFunction"), "Environment.Variables")))
                .containsEntry("LEDGER_TABLE", "ledger-2")
                .containsEntry("MEMBERS_TABLE", "members-2")
                .containsEntry("INSIGHTS_TABLE", "insights-2");
        assertThat(deployed.allowed("EnrolMemberFunction").flatMap(statement -> statement.resources().stream()))
                .contains("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/ledger-2");
    }

    @Test
    void everythingElseStaysAsItWas() throws IOException {
        Command made = run("MembersTable=members-2");

        Map<String, Object> before = TemplateFile.read(root().resolve("template.yaml"));
        Map<String, Object> after =
                TemplateFile.read(Files.writeString(directory.resolve("restored.yaml"), made.output()));
        List<String> ids = new ArrayList<>(Values.map(before.get("Resources")).keySet());
        ids.remove("MembersTable");
        assertThat(Values.map(after.get("Resources")).keySet()).containsExactlyElementsOf(ids);
        assertThat(Values.at(after, "Resources.LedgerTable")).isEqualTo(Values.at(before, "Resources.LedgerTable"));
    }

    @Test
    void aTableThatIsNotThereAndAStreamThatIsReadAndNotNamedAreRefused() {
        assertThat(run("OtherTable=other-2").output()).contains("the template has no table OtherTable");
        assertThat(run("LedgerTable=ledger-2").output()).contains("functions read the stream of LedgerTable");
        assertThat(run("LedgerTable").status()).isEqualTo(1);
    }

    private static Command run(String... tables) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "infrastructure/restore/UseTables.java",
                "template.yaml"));
        command.addAll(List.of(tables));
        return Command.run(Map.of(), command);
    }

    private static Path root() {
        return Path.of(System.getProperty("tallystick.root"));
    }
}
