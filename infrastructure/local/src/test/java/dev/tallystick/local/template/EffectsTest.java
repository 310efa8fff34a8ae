package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectsTest {

    @TempDir
    Path directory;

    @Test
    void what_has_no_effect_is_listed_apart() throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), """
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    DeletionPolicy: Retain
                    Properties: { QueueName: work, MessageRetentionPeriod: 60 }
                """);
        assertThat(Template.read(file).effects().report())
                .containsSubsequence(
                        "has an effect:",
                        "  AWS::SQS::Queue: QueueName\n",
                        "accepted without effect",
                        "  AWS::SQS::Queue: MessageRetentionPeriod\n",
                        "  any resource: DeletionPolicy\n");
    }

    @Test
    void long_lists_are_wrapped() throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), """
                Resources:
                  A:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      { AlarmName: a, AlarmDescription: a, Namespace: a, MetricName: a, Dimensions: [], Statistic: a,
                        ExtendedStatistic: a, Period: 1, EvaluationPeriods: 1, DatapointsToAlarm: 1, Threshold: 1 }
                """);
        assertThat(Template.read(file).effects().report().lines())
                .contains(
                        "  AWS::CloudWatch::Alarm: AlarmDescription, AlarmName, DatapointsToAlarm, Dimensions,",
                        "    EvaluationPeriods, ExtendedStatistic, MetricName, Namespace, Period, Statistic, Threshold");
    }

    @Test
    void a_metric_filter_is_accepted_without_effect_and_may_share_its_name() {
        String yaml = """
                Resources:
                  Log: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /log } }
                  A: { Type: AWS::Logs::MetricFilter, Properties: { FilterName: errors, LogGroupName: !Ref Log } }
                  B:
                    Type: AWS::Logs::MetricFilter
                    Properties:
                      FilterName: errors
                      LogGroupName: /other
                      FilterPattern: '{ $.level = "ERROR" }'
                      MetricTransformations:
                        - { MetricName: Errors, MetricNamespace: !Ref A, MetricValue: "1" }
                """;
        new Planned(directory).plan(yaml);
        assertThat(Template.read(directory.resolve("t.yaml")).effects().report())
                .containsSubsequence(
                        "accepted without effect",
                        "  AWS::Logs::MetricFilter: FilterName, FilterPattern, LogGroupName, MetricTransformations\n");
        new Planned(directory)
                .refused(
                        yaml + "Outputs: { Out: { Value: !GetAtt A.Arn } }\n",
                        "t.yaml:12: output Out, property Value: A (AWS::Logs::MetricFilter) has no attribute Arn");
    }
}
