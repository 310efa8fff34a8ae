package dev.tallystick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code infrastructure/deploy}, with a SAM CLI and an AWS CLI that only say how they were called. */
class DeployTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static final Pattern STAGE =
            Pattern.compile("^\\[([a-z0-9-]+)\\.deploy\\.parameters]\\n((?:[^\\[\\n].*\\n|\\n)*)", Pattern.MULTILINE);

    @TempDir
    private Path tools;

    /** What the script itself needs, and nothing that happens to be installed here. */
    @BeforeEach
    void installTools() throws IOException {
        for (String tool : List.of("sh", "sed", "tr", "awk")) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
    }

    @Test
    void aStageIsDeployedWithItsSettings() throws IOException {
        install("sam", "echo sam \"$@\"");
        install("aws", "echo aws \"$@\"");

        Command deployed = deploy("test");

        assertThat(deployed.status()).as(deployed.output()).isZero();
        assertThat(deployed.output())
                .contains("aws sts get-caller-identity --region eu-central-1")
                .contains("sam deploy --template-file template.yaml --config-file samconfig.toml --config-env test");
    }

    @Test
    void whatIsMissingIsSaidBeforeAnythingIsTouched() throws IOException {
        assertThat(refused("")).contains("Say which stage: make deploy STAGE=…", "test", "prod");
        assertThat(refused("moon")).contains("samconfig.toml has no stage moon");
        assertThat(refused("test")).contains("The AWS SAM CLI is missing", "install-sam-cli.html");
        install("sam", "echo sam was called");
        assertThat(refused("test")).contains("The AWS CLI is missing", "getting-started-install.html");
        install("aws", "exit 255");
        assertThat(refused("test"))
                .contains("AWS takes no credentials from here")
                .doesNotContain("sam was called");
    }

    @Test
    void everyStageNamesItselfAndParametersThatThereAre() throws IOException {
        Set<String> parameters = Values.map(
                        TemplateFile.read(ROOT.resolve("template.yaml")).get("Parameters"))
                .keySet();
        List<MatchResult> stages = STAGE.matcher(Files.readString(ROOT.resolve("samconfig.toml")))
                .results()
                .toList();

        assertThat(stages).hasSizeGreaterThan(1).allSatisfy(stage -> {
            Map<String, String> given = overrides(stage.group(2));
            assertThat(parameters).containsAll(given.keySet());
            assertThat(given).containsEntry("Stage", stage.group(1));
            assertThat(stage.group(2))
                    .contains("stack_name = \"" + given.get("Name") + "-" + stage.group(1) + "\"")
                    .contains("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND");
        });
    }

    private static Map<String, String> overrides(String settings) {
        String line = settings.lines()
                .filter(setting -> setting.startsWith("parameter_overrides"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("(\\w+)=([^\\s\"]+)")
                .matcher(line.substring(line.indexOf('"')))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private String refused(String stage) {
        Command command = deploy(stage);
        assertThat(command.status()).as(command.output()).isEqualTo(1);
        return command.output();
    }

    private Command deploy(String stage) {
        return Command.run(Map.of("PATH", tools.toString()), List.of("infrastructure/deploy", stage));
    }

    private void install(String tool, String does) throws IOException {
        Path file = Files.writeString(tools.resolve(tool), "#!/bin/sh\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
