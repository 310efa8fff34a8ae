package dev.tallystick.template;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What outlives a request: tables, queues and log lines. */
final class Storage {

    private static final int SHORTEST_RETENTION = 4 * 24 * 60 * 60;

    /** Of hints, which a schedule repeats: kept for long, those of one slow receiver would stand before those of all others. */
    private static final Set<String> OF_HINTS = Set.of("DeliveriesQueue");

    private Storage() {}

    static Stream<String> tables(Deployed deployed) {
        return deployed.sorted("AWS::DynamoDB::Table").flatMap(id -> {
            Map<String, Object> table = deployed.properties(id);
            return Stream.of(
                            said(Values.at(table, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"))
                                    ? ""
                                    : "no point-in-time recovery",
                            said(Values.at(table, "DeletionProtectionEnabled")) ? "" : "no deletion protection",
                            said(Values.at(table, "SSESpecification.SSEEnabled"))
                                    ? ""
                                    : "no encryption of our own choice",
                            "PAY_PER_REQUEST".equals(table.get("BillingMode")) ? "" : "not on demand",
                            retained(deployed, id))
                    .filter(fault -> !fault.isEmpty())
                    .map(fault -> id + ": " + fault);
        });
    }

    static Stream<String> queues(Deployed deployed) {
        return deployed.sorted("AWS::SQS::Queue").flatMap(id -> {
            Map<String, Object> queue = deployed.properties(id);
            return Stream.of(
                            said(Values.at(queue, "SqsManagedSseEnabled")) || queue.containsKey("KmsMasterKeyId")
                                    ? ""
                                    : "not encrypted",
                            Values.number(queue, "MessageRetentionPeriod") >= SHORTEST_RETENTION
                                            || OF_HINTS.contains(id)
                                    ? ""
                                    : "messages are kept for %d s"
                                            .formatted(Values.number(queue, "MessageRetentionPeriod")))
                    .filter(fault -> !fault.isEmpty())
                    .map(fault -> id + ": " + fault);
        });
    }

    /** A function that names no log group gets one of Lambda's, whose lines never end. */
    static Stream<String> logs(Deployed deployed) {
        Set<String> groups = deployed.ids("AWS::Logs::LogGroup");
        return Stream.concat(
                deployed.sorted("AWS::Logs::LogGroup")
                        .filter(id -> Values.number(deployed.properties(id), "RetentionInDays") < 1)
                        .map(id -> id + ": lines are kept for ever"),
                deployed.sorted("AWS::Lambda::Function")
                        .filter(id -> !groups.contains(
                                Deployed.id(Values.at(deployed.properties(id), "LoggingConfig.LogGroup"))))
                        .map(id -> id + ": logs to no group of the template"));
    }

    private static String retained(Deployed deployed, String id) {
        Map<String, Object> resource = deployed.resources().get(id);
        return "Retain".equals(resource.get("DeletionPolicy")) && "Retain".equals(resource.get("UpdateReplacePolicy"))
                ? ""
                : "goes with the stack";
    }

    private static boolean said(Object value) {
        return String.valueOf(value).equals("true");
    }
}
