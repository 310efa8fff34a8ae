package dev.tallystick.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What policies allow. */
final class Grants {

    /** Actions that AWS lets nobody bind to a resource, each with the page that says so: the only ones that may have {@code "*"}. */
    private static final Map<String, String> WITHOUT_RESOURCES = Map.of(
            "xray:PutTraceSegments",
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
            "xray:PutTelemetryRecords",
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html");

    private Grants() {}

    static Stream<String> wildcards(Deployed deployed) {
        return deployed.statements("Allow").flatMap(statement -> {
            boolean excepted = !statement.actions().isEmpty()
                    && WITHOUT_RESOURCES.keySet().containsAll(statement.actions())
                    && statement.resources().equals(List.of("*"));
            Stream<String> actions = statement.actions().stream().filter(action -> action.contains("*"));
            Stream<String> resources =
                    statement.resources().stream().filter(resource -> !excepted && resource.contains("*"));
            Stream<String> unsaid =
                    Stream.of("NotAction", "NotResource", "NotPrincipal").filter(statement.map()::containsKey);
            Stream<String> empty = statement.actions().isEmpty() ? Stream.of("no action") : Stream.empty();
            return Stream.of(actions, resources, unsaid, empty)
                    .flatMap(found -> found)
                    .map(found -> statement.in() + " allows " + found);
        });
    }

    /** AWS's own policies speak of all resources of an account; SAM attaches them where a function has no role of its own. */
    static Stream<String> policiesOfAws(Deployed deployed) {
        Set<String> ours = deployed.ids("AWS::IAM::ManagedPolicy");
        return deployed.sorted("AWS::IAM::Role")
                .flatMap(role ->
                        Values.texts(deployed.properties(role).getOrDefault("ManagedPolicyArns", List.of())).stream()
                                .filter(policy -> !ours.contains(Deployed.id(policy)))
                                .map(policy -> role + " has " + policy));
    }
}
