package dev.tallystick.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One function and all that SAM makes of its events, its alias, its deployment and the rights that it lacks. */
final class ExpandedFunction {

    private static final Set<String> AS_THEY_ARE = Set.of(
            "Architectures",
            "Description",
            "Environment",
            "FunctionName",
            "Handler",
            "LoggingConfig",
            "MemorySize",
            "ReservedConcurrentExecutions",
            "Runtime",
            "SnapStart",
            "Timeout");
    private static final Set<String> OTHERWISE = Set.of(
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "CodeUri",
            "DeadLetterQueue",
            "DeploymentPreference",
            "EventInvokeConfig",
            "Events",
            "Role",
            "Tags",
            "Tracing");

    private final String id;
    private final Map<String, Object> written;
    private final Map<String, Object> properties;
    private final Apis apis;
    private final String alias;

    ExpandedFunction(String id, Map<String, Object> written, Map<String, Object> properties, Apis apis) {
        this.id = id;
        this.written = written;
        this.properties = properties;
        this.apis = apis;
        this.alias =
                properties.containsKey("AutoPublishAlias") ? id + "Alias" + properties.get("AutoPublishAlias") : id;
    }

    void addTo(Map<String, Object> resources) {
        properties.keySet().forEach(name -> {
            if (!AS_THEY_ARE.contains(name) && !OTHERWISE.contains(name)) {
                throw new AssertionError("the expansion does not know " + name + " of " + id);
            }
        });
        resources.put(id, resource("AWS::Lambda::Function", function()));
        if (!alias.equals(id)) {
            addAlias(resources);
        }
        if (!properties.containsKey("Role")) {
            resources.put(id + "Role", resource("AWS::IAM::Role", MissingRole.of(id, properties)));
        }
        if (properties.containsKey("EventInvokeConfig")) {
            resources.put(id + "EventInvokeConfig", invokeConfig());
        }
        new ExpandedEvents(id, alias, apis, this::resource).add(Values.map(properties.get("Events")), resources);
        if (isDeployedInSteps()) {
            Deployments.add(id, Values.map(properties.get("DeploymentPreference")), resources);
        }
    }

    private boolean isDeployedInSteps() {
        return properties.containsKey("DeploymentPreference")
                && !"false"
                        .equals(String.valueOf(Values.map(properties.get("DeploymentPreference"))
                                .get("Enabled")));
    }

    private Map<String, Object> function() {
        Map<String, Object> function = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (AS_THEY_ARE.contains(name)) {
                function.put(name, value);
            }
        });
        function.put("Role", properties.getOrDefault("Role", Map.of("Fn::GetAtt", List.of(id + "Role", "Arn"))));
        if (properties.containsKey("Tracing")) {
            function.put("TracingConfig", Map.of("Mode", properties.get("Tracing")));
        }
        if (properties.containsKey("DeadLetterQueue")) {
            function.put("DeadLetterConfig", Map.of("TargetArn", Values.at(properties, "DeadLetterQueue.TargetArn")));
        }
        return function;
    }

    private void addAlias(Map<String, Object> resources) {
        Map<String, Object> version = resource("AWS::Lambda::Version", Map.of("FunctionName", Map.of("Ref", id)));
        version.put("DeletionPolicy", "Retain");
        resources.put(id + "Version", version);
        Map<String, Object> aliased = resource(
                "AWS::Lambda::Alias",
                Map.of(
                        "Name",
                        properties.get("AutoPublishAlias"),
                        "FunctionName",
                        Map.of("Ref", id),
                        "FunctionVersion",
                        Map.of("Fn::GetAtt", List.of(id + "Version", "Version"))));
        if (isDeployedInSteps()) {
            aliased.put(
                    "UpdatePolicy",
                    Map.of(
                            "CodeDeployLambdaAliasUpdate",
                            Map.of(
                                    "ApplicationName",
                                    Map.of("Ref", Deployments.APPLICATION),
                                    "DeploymentGroupName",
                                    Map.of("Ref", id + "DeploymentGroup"))));
        }
        resources.put(alias, aliased);
    }

    private Map<String, Object> invokeConfig() {
        Map<String, Object> config = new LinkedHashMap<>(Values.map(properties.get("EventInvokeConfig")));
        Map<String, Object> destinations = new LinkedHashMap<>();
        Values.map(config.get("DestinationConfig"))
                .forEach((when, to) -> destinations.put(when, Map.of("Destination", Values.at(to, "Destination"))));
        if (!destinations.isEmpty()) {
            config.put("DestinationConfig", destinations);
        }
        config.put("FunctionName", Map.of("Ref", id));
        config.put("Qualifier", alias.equals(id) ? "$LATEST" : properties.get("AutoPublishAlias"));
        Map<String, Object> resource = resource("AWS::Lambda::EventInvokeConfig", config);
        if (!alias.equals(id)) {
            resource.put("DependsOn", new ArrayList<>(List.of(alias)));
        }
        return resource;
    }

    private Map<String, Object> resource(String type, Map<String, Object> made) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("Type", type);
        if (written.containsKey("Condition")) {
            resource.put("Condition", written.get("Condition"));
        }
        if (type.equals("AWS::Lambda::Function") && written.containsKey("DependsOn")) {
            resource.put("DependsOn", written.get("DependsOn"));
        }
        resource.put("Properties", made);
        return resource;
    }
}
