package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesTest {

    private static final Path SAMPLE = Path.of("dev/tallystick/local/sample");

    @TempDir
    static Path directory;

    private static RunningCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        copyClasses(Path.of(VariablesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        SampleJar.pack(Files.createDirectories(directory.resolve("files/libraries/lib")));
        cloud = RunningCloud.start(directory, "variables.yaml");
    }

    private static void copyClasses(Path classes) throws IOException {
        Path target = Files.createDirectories(directory.resolve("files/classes").resolve(SAMPLE));
        try (Stream<Path> files = Files.list(classes.resolve(SAMPLE))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static String value(String function, String variable) throws Exception {
        return cloud.invoke(function, "\"" + variable + "\"").body();
    }

    @Test
    void a_function_gets_the_value_of_a_secret_where_the_template_refers_to_it() throws Exception {
        Map<String, Object> secret = Json.object(String.valueOf(cloud.secrets()
                        .call("GetSecretValue", Map.of("SecretId", "shop/password"))
                        .get("SecretString")))
                .orElseThrow();
        assertThat(value("FromJar", "USER_AND_PASSWORD")).isEqualTo("clerk:" + secret.get("password"));
        assertThat(value("FromJar", "BY_ARN")).isEqualTo(secret.get("password"));
        assertThat(value("FromJar", "WHOLE")).isEqualTo("one two");
        assertThat(value("FromJar", "UNRESOLVED")).isEqualTo("{{other}}");
    }

    @Test
    void each_API_has_an_address_of_its_own() throws Exception {
        assertThat(value("FromJar", "API")).isEqualTo(root(cloud.request("")));
        assertThat(value("FromJar", "OTHER"))
                .isEqualTo(root(cloud.requestTo("Other", "")))
                .isNotEqualTo(value("FromJar", "API"));
    }

    private static String root(HttpRequest.Builder request) {
        return request.build().uri().toString();
    }

    @Test
    void code_may_be_a_directory_as_sam_build_makes_it() throws Exception {
        assertThat(value("FromClasses", "CODE")).isEqualTo("classes");
        assertThat(value("FromLibraries", "CODE")).isEqualTo("libraries");
    }

    @Test
    void code_that_is_not_there_is_named_before_anything_starts(@TempDir Path other) throws Exception {
        assertThatThrownBy(() -> RunningCloud.start(other, "variables.yaml"))
                .isInstanceOf(Fault.class)
                .hasMessage("variables.yaml:47: FromClasses (AWS::Serverless::Function), property CodeUri: there is no "
                        + other.resolve("files/classes") + "; build it first");
        Files.createDirectories(other.resolve("files/classes"));
        assertThatThrownBy(() -> RunningCloud.start(other, "variables.yaml"))
                .hasMessageContaining(
                        "in " + other.resolve("files/classes") + " there are neither classes nor lib/*.jar");
    }
}
