package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.jr.ob.JSON;

/** Every function has a sample event in {@code events/}, and answers it as {@code expected.json} says. */
@OwnCloud
class EventSamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static final Path EVENTS = ROOT.resolve("events");
    private static final Pattern FUNCTION =
            Pattern.compile("^  (\\w+):\n    Type: AWS::Serverless::Function$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z]+)}}");
    private static final Pattern SECRET = Pattern.compile("tsk_[a-z0-9]{4}|whsec_[A-Za-z0-9]{4}|eyJ[A-Za-z0-9_-]{8}");

    /** Of its own: samples of streams and queues tell of entries that its ledger does not have. */
    private static final class Started {
        private static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());
        private static final Map<String, String> VALUES = SampleValues.on(CLOUD);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        Started.CLOUD.stop();
    }

    @Test
    void everyFunctionHasASampleAndAnExpectedAnswerAndNoSampleIsLeftOver() throws IOException {
        List<String> functions = functions().toList();

        assertThat(samples().toList())
                .as("a function without a sample needs events/<logical id>.json: see events/README.md")
                .containsExactlyInAnyOrderElementsOf(functions);
        assertThat(expected().keySet())
                .as("and a line in events/expected.json that says what its answer has")
                .containsExactlyInAnyOrderElementsOf(functions);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFunctionAnswersItsSample(String function) throws IOException {
        String event = filledIn(Files.readString(file(function)), Started.VALUES);

        Answer answer = Started.CLOUD.invoke(function, event);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.headers()).as(answer.text()).doesNotContainKey("x-amz-function-error");
        expectedOf(function).forEach((name, value) -> {
            assertThat(answer.body()).as(answer.text()).containsKey(name);
            if (!"*".equals(value)) {
                assertThat(answer.at(name)).as(name + " of " + answer.text()).isEqualTo(value);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleHoldsNoSecret(String function) throws IOException {
        assertThat(Files.readString(file(function))).doesNotContainPattern(SECRET);
    }

    private static String filledIn(String sample, Map<String, String> values) {
        return PLACE.matcher(sample).replaceAll(place -> value(place, values));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        assertThat(values)
                .as("the sample asks for {{%s}}, which SampleValues does not make", place.group(1))
                .containsKey(place.group(1));
        return values.get(place.group(1));
    }

    private static Stream<String> functions() throws IOException {
        return FUNCTION.matcher(Files.readString(ROOT.resolve("template.yaml")))
                .results()
                .map(found -> found.group(1));
    }

    static Stream<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.equals("expected.json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Map<String, Object> expected() throws IOException {
        return JSON.std.mapFrom(Files.readString(EVENTS.resolve("expected.json")));
    }

    private static Map<String, Object> expectedOf(String function) throws IOException {
        assertThat(expected()).containsKey(function);
        return JSON.std.mapFrom(JSON.std.asString(expected().get(function)));
    }

    private static Path file(String function) {
        return EVENTS.resolve(function + ".json");
    }
}
