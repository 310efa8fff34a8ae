package dev.tallystick.template;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every {@code Ref}, {@code GetAtt}, {@code Sub}, {@code DependsOn} and condition names something that is there, in either branch. */
final class References {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^!}]+)}");

    /** Attributes of the types that we ask for some. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.ofEntries(
            Map.entry("AWS::ApiGatewayV2::Api", Set.of("ApiEndpoint", "ApiId")),
            Map.entry("AWS::CloudWatch::Alarm", Set.of("Arn")),
            Map.entry("AWS::DynamoDB::Table", Set.of("Arn", "StreamArn")),
            Map.entry("AWS::Events::Rule", Set.of("Arn")),
            Map.entry("AWS::IAM::Role", Set.of("Arn", "RoleId")),
            Map.entry("AWS::KMS::Key", Set.of("Arn", "KeyId")),
            Map.entry("AWS::Lambda::Function", Set.of("Arn")),
            Map.entry("AWS::Lambda::Version", Set.of("Version", "FunctionArn")),
            Map.entry("AWS::Logs::LogGroup", Set.of("Arn")),
            Map.entry("AWS::SNS::Topic", Set.of("TopicArn", "TopicName")),
            Map.entry("AWS::SQS::Queue", Set.of("Arn", "QueueName", "QueueUrl")),
            Map.entry("AWS::SecretsManager::Secret", Set.of("Id")));

    private References() {}

    static Stream<String> faults(Stack stack) {
        return stack.files().values().stream().flatMap(References::of);
    }

    private static Stream<String> of(Map<String, Object> template) {
        Set<String> names = new HashSet<>(Values.map(template.get("Resources")).keySet());
        names.addAll(Values.map(template.get("Parameters")).keySet());
        return Stream.of("Resources", "Outputs", "Conditions")
                .flatMap(section -> Values.map(template.get(section)).entrySet().stream())
                .flatMap(part -> Values.mapsIn(part.getValue())
                        .flatMap(map -> faults(map, template, names))
                        .map(fault -> part.getKey() + ": " + fault));
    }

    private static Stream<String> faults(Map<String, Object> map, Map<String, Object> template, Set<String> names) {
        Set<String> conditions = Values.map(template.get("Conditions")).keySet();
        return map.entrySet().stream().flatMap(entry -> switch (entry.getKey()) {
            case "Ref" -> missing(String.valueOf(entry.getValue()), names);
            case "Fn::GetAtt" -> attribute(String.join(".", Values.texts(entry.getValue())), template);
            case "Fn::Sub" -> substituted(Values.list(entry.getValue()), template, names);
            case "Condition" ->
                entry.getValue() instanceof String name ? missing(name, conditions) : Stream.<String>empty();
            case "Fn::If" ->
                missing(String.valueOf(Values.list(entry.getValue()).getFirst()), conditions);
            case "DependsOn" -> Values.texts(entry.getValue()).stream().flatMap(name -> missing(name, names));
            default -> Stream.<String>empty();
        });
    }

    private static Stream<String> missing(String name, Set<String> names) {
        return names.contains(name) || name.startsWith("AWS::") ? Stream.empty() : Stream.of("there is no " + name);
    }

    private static Stream<String> attribute(String text, Map<String, Object> template) {
        List<String> parts = List.of(text.split("\\.", 2));
        Map<String, Object> resource = Values.map(Values.at(template, "Resources." + parts.getFirst()));
        String type = String.valueOf(resource.get("Type"));
        boolean there = type.equals("AWS::CloudFormation::Stack")
                ? parts.getLast().startsWith("Outputs.")
                : ATTRIBUTES.getOrDefault(type, Set.of()).contains(parts.getLast());
        return there ? Stream.empty() : Stream.of("there is no " + text);
    }

    private static Stream<String> substituted(List<Object> parts, Map<String, Object> template, Set<String> names) {
        Set<String> all = new HashSet<>(names);
        if (parts.size() > 1) {
            all.addAll(Values.map(parts.getLast()).keySet());
        }
        Matcher place = PLACE.matcher(String.valueOf(parts.getFirst()));
        return place.results()
                .map(found -> found.group(1))
                .flatMap(name -> name.contains(".") ? attribute(name, template) : missing(name, all));
    }
}
