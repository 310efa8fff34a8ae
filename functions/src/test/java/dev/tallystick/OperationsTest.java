package dev.tallystick;

import static dev.tallystick.TemplateFile.MAIN;
import static dev.tallystick.TemplateFile.OPERATIONS;
import static dev.tallystick.TemplateFile.list;
import static dev.tallystick.TemplateFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import dev.tallystick.log.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the templates promise to those who operate it: alarms that can ring, and a section for each that says what to do. */
class OperationsTest {

    private static final String OURS = "${Name}-${Stage}";
    private static final Map<String, Map<?, ?>> ALARMS = alarms();
    private static final String RUNBOOK = text("docs/runbook.md");

    @Test
    void everyAlarmHasOneSectionInTheRunbookAndEverySectionItsAlarm() {
        List<String> sections = found("(?m)^## ([A-Za-z]+)$", RUNBOOK);

        assertThat(sections).containsExactlyInAnyOrderElementsOf(ALARMS.keySet());
        ALARMS.forEach((name, alarm) -> assertThat((String) alarm.get("AlarmDescription"))
                .as(name)
                .endsWith(": docs/runbook.md#" + name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void theRunbookSaysWhatAnAlarmDoesAndWhy() {
        ALARMS.forEach((name, alarm) -> {
            List<?> actions = list(alarm.get("AlarmActions"));
            String grade = actions.isEmpty() ? "" : String.valueOf(actions.getFirst());
            String begins = switch (grade) {
                case "Wake" -> "**Wakes somebody: ";
                case "Tell" -> "**Tells somebody: ";
                default -> "**Takes a deployment back; tells nobody by itself.**";
            };
            String section = RUNBOOK.substring(RUNBOOK.indexOf("\n## " + name + "\n") + name.length() + 6);
            assertThat(section).as(name).startsWith(begins);
            assertThat(list(alarm.get("OKActions"))).isEqualTo(list(alarm.get("AlarmActions")));
        });
    }

    @Test
    void somebodyIsWokenForTheBooksTheStreamTheQueuesThatBlockAndFaultsOfOurs() {
        Set<String> waking = ALARMS.entrySet().stream()
                .filter(alarm -> list(alarm.getValue().get("AlarmActions")).equals(List.of("Wake")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(waking)
                .containsExactlyInAnyOrder(
                        "AuditDifference",
                        "BooksUnbalanced",
                        "LedgerChanged",
                        "StreamAge",
                        "FeedQueueAge",
                        "InsightsQueueAge",
                        "ServerFaults",
                        "ApiFaults");
        assertThat(ALARMS.entrySet().stream()
                        .filter(alarm ->
                                list(alarm.getValue().get("AlarmActions")).isEmpty())
                        .map(Map.Entry::getKey))
                .containsExactly("DeploymentFaults");
    }

    @Test
    void everyAlarmSaysWhatMissingDataMeans() {
        ALARMS.forEach((name, alarm) ->
                assertThat(alarm.get("TreatMissingData")).as(name).isEqualTo("notBreaching"));
    }

    @Test
    void whatAlarmsAndTheDashboardNameIsThere() {
        List<Named> named = Stream.concat(alarmMetrics(), widgetMetrics()).toList();

        assertThat(named).hasSizeGreaterThan(60).allSatisfy(metric -> {
            metric.dimensions().forEach((dimension, value) -> {
                Set<String> there = switch (dimension) {
                    case "QueueName" -> names(MAIN, "AWS::SQS::Queue", "QueueName");
                    case "FunctionName" -> names(MAIN, "AWS::Serverless::Function", "FunctionName");
                    case "TableName" ->
                        MAIN.of("AWS::DynamoDB::Table").keySet().stream()
                                .flatMap(id -> Stream.of(id, "${" + id + "}"))
                                .collect(Collectors.toSet());
                    case "ApiId" -> Set.of("ApiId", "${ApiId}");
                    case "Channel" -> Set.of("online", "in_store", "office");
                    case "Operation" -> Set.of("GetItem", "Query", "TransactWriteItems");
                    default -> Set.of();
                };
                assertThat(there).as(metric + ", " + dimension).contains(value);
            });
            if (metric.namespace().equals(OURS)) {
                assertThat(ownMetrics()).as(metric.toString()).contains(metric.name());
            }
        });
    }

    @Test
    void theDashboardShowsEveryQueueEveryTableAndEveryKindOfPoints() {
        String shown = widgetMetrics().toList().toString();

        assertThat(names(MAIN, "AWS::SQS::Queue", "QueueName"))
                .allSatisfy(queue -> assertThat(shown).contains(queue));
        assertThat(MAIN.of("AWS::DynamoDB::Table").keySet())
                .allSatisfy(table -> assertThat(shown).contains("${" + table + "}"));
        assertThat(Stream.of(Metric.values()).map(Metric::label).filter(name -> name.startsWith("Points")))
                .isNotEmpty()
                .allSatisfy(points -> assertThat(shown).contains("name=" + points + ","));
    }

    @Test
    void searchesOfTheDashboardAreForMetricsOfOurs() {
        List<String> searched = found("MetricName=\"([A-Za-z]+)\"", dashboard().toString());

        assertThat(searched)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ownMetrics()).contains(name));
    }

    @Test
    void whatAFilterLooksForIsWrittenByAFunctionOrByLambda() {
        String code = code();

        assertThat(filters()).hasSizeGreaterThan(5).allSatisfy(filter -> {
            String pattern = String.valueOf(filter.get("FilterPattern"));
            List<String> events = found("\\$\\.event = \"([a-z-]+)\"", pattern);
            assertThat(events.isEmpty()).isEqualTo(pattern.contains("platform.report"));
            assertThat(events).allSatisfy(event -> assertThat(code).contains("\"" + event + "\""));
        });
    }

    /** What fails in a queue without dead letters comes again when it is no longer hidden, and fails once in that time. */
    @Test
    void anAlarmOnMessagesThatFailLooksForLongerThanTheyAreHidden() {
        Map<String, String> queues = Map.of("FeedErrors", "FeedQueue", "InsightsErrors", "InsightsQueue");

        queues.forEach((alarm, queue) -> {
            assertThat(ALARMS.get(alarm).get("MetricName")).as(alarm).isEqualTo(Metric.MESSAGES_FAILED.label());
            assertThat(number(ALARMS.get(alarm), "Period"))
                    .as(alarm)
                    .isGreaterThan(number(MAIN.of("AWS::SQS::Queue").get(queue), "VisibilityTimeout"));
        });
    }

    private static long number(Map<?, ?> resource, String property) {
        return Long.parseLong(String.valueOf(resource.get(property)));
    }

    @Test
    void everyQueueOfDeadLettersHasAnAlarm() {
        Set<String> watched = alarmMetrics()
                .filter(metric -> metric.name().equals("ApproximateNumberOfMessagesVisible"))
                .map(metric -> metric.dimensions().get("QueueName"))
                .collect(Collectors.toSet());

        assertThat(names(MAIN, "AWS::SQS::Queue", "QueueName").stream().filter(name -> name.contains("dead-letters")))
                .containsExactlyInAnyOrderElementsOf(watched);
    }

    @Test
    void everyFunctionIsNamedAsItIsCalledHere() {
        MAIN.of("AWS::Serverless::Function").forEach((id, function) -> {
            String own = id.replaceFirst("Function$", "")
                    .replaceAll("(?<=.)([A-Z])", "-$1")
                    .toLowerCase(Locale.ROOT);
            assertThat(function.get("FunctionName")).isEqualTo(OURS + "-" + own);
            assertThat(20 + 1 + 16 + 1 + own.length()).as("Lambda's limit").isLessThanOrEqualTo(64);
        });
    }

    @Test
    void aNewVersionOfWhatAnswersPeopleTakesOverByDegreesAndNothingElseDoes() {
        Map<?, ?> global =
                map(map(map(MAIN.content().get("Globals")).get("Function")).get("DeploymentPreference"));
        List<String> byDegrees = new ArrayList<>();
        MAIN.of("AWS::Serverless::Function").forEach((id, function) -> {
            boolean answers = map(function.get("Events")).values().stream()
                    .anyMatch(event -> "HttpApi".equals(map(event).get("Type")));
            if (answers) {
                byDegrees.add(id + ".Arn");
                assertThat(function.containsKey("DeploymentPreference")).as(id).isFalse();
            } else {
                assertThat(function.get("DeploymentPreference")).as(id).isEqualTo(Map.of("Enabled", false));
            }
        });

        assertThat(global.get("Alarms")).isEqualTo(List.of("DeploymentFaults"));
        assertThat(global.get("Role")).isEqualTo("DeploymentRole.Arn");
        Map<?, ?> role = MAIN.of("AWS::IAM::Role").get("DeploymentRole");
        Map<?, ?> document = map(map(list(role.get("Policies")).getFirst()).get("PolicyDocument"));
        assertThat(list(map(list(document.get("Statement")).getLast()).get("Resource")).stream()
                        .map(String::valueOf))
                .as("it may move the aliases of these and no others")
                .containsExactlyInAnyOrderElementsOf(byDegrees);
    }

    @Test
    void aRunOfAScheduleThatFailsForGoodLeavesAMessage() {
        MAIN.of("AWS::Serverless::Function").forEach((id, function) -> {
            boolean scheduled = map(function.get("Events")).values().stream()
                    .anyMatch(event -> String.valueOf(map(event).get("Type")).startsWith("Schedule"));
            if (scheduled) {
                assertThat(map(map(map(function.get("EventInvokeConfig")).get("DestinationConfig"))
                                .get("OnFailure")))
                        .as(id)
                        .isEqualTo(Map.of("Type", "SQS", "Destination", "ScheduleDeadLetters.Arn"));
            }
        });
    }

    @Test
    void everyFunctionIsTraced() {
        assertThat(map(map(MAIN.content().get("Globals")).get("Function")).get("Tracing"))
                .isEqualTo("Active");
        assertThat(MAIN.of("AWS::Serverless::Function").values())
                .allSatisfy(
                        function -> assertThat(function.containsKey("Tracing")).isFalse());
        assertThat(MAIN.of("AWS::IAM::Role"))
                .allSatisfy((id, role) -> assertThat(id.equals("DeploymentRole")
                                || list(role.get("ManagedPolicyArns")).contains("WriteLogs"))
                        .as(id)
                        .isTrue());
    }

    @Test
    void logLinesAreKeptForAsLongAsTheParameterSays() {
        assertThat(MAIN.of("AWS::Logs::LogGroup").get("Logs").get("RetentionInDays"))
                .isEqualTo("LogRetentionDays");
        assertThat(list(map(map(MAIN.content().get("Parameters")).get("LogRetentionDays"))
                                .get("AllowedValues"))
                        .contains(90))
                .isTrue();
    }

    /** A metric that an alarm or a widget names. */
    private record Named(String namespace, String name, Map<String, String> dimensions) {}

    private static Stream<Named> alarmMetrics() {
        return ALARMS.values().stream()
                .flatMap(alarm -> alarm.containsKey("Metrics")
                        ? list(alarm.get("Metrics")).stream()
                                .map(query ->
                                        map(map(map(query).get("MetricStat")).get("Metric")))
                                .filter(metric -> !metric.isEmpty())
                        : Stream.of(alarm))
                .map(metric -> {
                    Map<String, String> dimensions = new LinkedHashMap<>();
                    list(metric.get("Dimensions"))
                            .forEach(one -> dimensions.put(
                                    String.valueOf(map(one).get("Name")), String.valueOf(map(one).get("Value"))));
                    return new Named(
                            String.valueOf(metric.get("Namespace")),
                            String.valueOf(metric.get("MetricName")),
                            dimensions);
                });
    }

    private static Stream<Named> widgetMetrics() {
        return list(dashboard().get("widgets")).stream()
                .flatMap(widget -> list(map(map(widget).get("properties")).get("metrics")).stream())
                .map(metric -> list(metric).stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList())
                .filter(texts -> !texts.isEmpty())
                .map(texts -> {
                    Map<String, String> dimensions = new LinkedHashMap<>();
                    for (int i = 2; i < texts.size(); i += 2) {
                        dimensions.put(texts.get(i), texts.get(i + 1));
                    }
                    return new Named(texts.getFirst(), texts.get(1), dimensions);
                });
    }

    private static Map<?, ?> dashboard() {
        String body = String.valueOf(
                OPERATIONS.of("AWS::CloudWatch::Dashboard").get("Dashboard").get("DashboardBody"));
        try {
            return map(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    /** What functions count, and what filters make of lines. */
    private static Set<String> ownMetrics() {
        Set<String> names = new TreeSet<>();
        Stream.of(Metric.values()).map(Metric::label).forEach(names::add);
        filters()
                .forEach(filter -> list(filter.get("MetricTransformations")).forEach(made -> {
                    assertThat(map(made).get("MetricNamespace")).isEqualTo(OURS);
                    names.add(String.valueOf(map(made).get("MetricName")));
                }));
        return names;
    }

    private static List<Map<?, ?>> filters() {
        return Stream.of(MAIN, OPERATIONS)
                .flatMap(file -> file.of("AWS::Logs::MetricFilter").values().stream())
                .toList();
    }

    private static Map<String, Map<?, ?>> alarms() {
        Map<String, Map<?, ?>> alarms = new LinkedHashMap<>(MAIN.of("AWS::CloudWatch::Alarm"));
        alarms.putAll(OPERATIONS.of("AWS::CloudWatch::Alarm"));
        return alarms;
    }

    private static Set<String> names(TemplateFile file, String type, String property) {
        return file.of(type).values().stream()
                .map(resource -> String.valueOf(Objects.requireNonNull(resource.get(property))))
                .collect(Collectors.toSet());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static String code() {
        try (var files = Files.walk(TemplateFile.ROOT.resolve("functions/src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> text(TemplateFile.ROOT.relativize(file).toString()))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String path) {
        try {
            return Files.readString(TemplateFile.ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
