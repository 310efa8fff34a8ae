package dev.tallystick.template;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Streams that functions read: nothing is skipped at the start, and a poisoned record holds a shard for less than a day. */
final class StreamMappings {

    private static final int SECONDS_OF_A_STREAM = 24 * 60 * 60;
    private static final int MOST_READERS = 2;

    private StreamMappings() {}

    static Stream<String> faults(Deployed deployed) {
        Map<Object, Long> readers = mappings(deployed)
                .collect(Collectors.groupingBy(
                        id -> deployed.properties(id).get("EventSourceArn"), Collectors.counting()));
        return Stream.concat(
                readers.entrySet().stream()
                        .filter(stream -> stream.getValue() > MOST_READERS)
                        .map(stream -> stream.getKey() + " has " + stream.getValue() + " readers"),
                mappings(deployed).flatMap(id -> mapping(deployed, id)));
    }

    private static Stream<String> mappings(Deployed deployed) {
        return deployed.sorted("AWS::Lambda::EventSourceMapping")
                .filter(id -> String.valueOf(deployed.properties(id).get("EventSourceArn"))
                        .endsWith(".StreamArn}"));
    }

    private static Stream<String> mapping(Deployed deployed, String id) {
        Map<String, Object> mapping = deployed.properties(id);
        long age = Values.number(mapping, "MaximumRecordAgeInSeconds");
        String failed = String.valueOf(Values.at(mapping, "DestinationConfig.OnFailure.Destination"));
        String function = deployed.function(mapping.get("FunctionName"));
        boolean maySend = deployed.allowed(function)
                .anyMatch(statement -> statement.actions().contains("sqs:SendMessage")
                        && statement.resources().contains(failed));
        return Stream.of(
                        "TRIM_HORIZON".equals(mapping.get("StartingPosition")) ? "" : "it does not start at the oldest",
                        mapping.containsKey("MaximumRetryAttempts") ? "" : "nothing is said of retries",
                        age >= 60 && age < SECONDS_OF_A_STREAM ? "" : "records are given up after %d s".formatted(age),
                        String.valueOf(mapping.get("BisectBatchOnFunctionError"))
                                        .equals("true")
                                ? ""
                                : "a failing batch is not halved",
                        QueueMappings.reportsFailures(mapping) ? "" : "failures of single records are not reported",
                        deployed.ids("AWS::SQS::Queue").contains(Deployed.id(failed))
                                ? ""
                                : "what is given up goes nowhere",
                        maySend ? "" : function + " may not send what is given up")
                .filter(fault -> !fault.isEmpty())
                .map(fault -> id + ": " + fault);
    }
}
