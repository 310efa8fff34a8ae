package dev.tallystick.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP APIs of a template, and the routes that events of functions add to them. */
final class Apis {

    private static final Set<String> KNOWN = Set.of(
            "AccessLogSettings",
            "CorsConfiguration",
            "DefaultRouteSettings",
            "Description",
            "Name",
            "RouteSettings",
            "StageName",
            "StageVariables",
            "Tags");
    private static final Set<String> OF_THE_STAGE =
            Set.of("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    private final Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();

    void define(String id, Map<String, Object> api) {
        if (!KNOWN.containsAll(api.keySet())) {
            throw new AssertionError("the expansion does not know all of " + id + ": " + api.keySet());
        }
        properties.put(id, api);
    }

    /** Adds a route that an alias answers; what the path of a permission for it is. */
    String route(Map<String, Object> event, String alias) {
        if (!Set.of("ApiId", "Method", "Path", "PayloadFormatVersion").containsAll(event.keySet())) {
            throw new AssertionError("the expansion does not know all of " + event);
        }
        String api = String.valueOf(Values.at(event, "ApiId.Ref"));
        String path = String.valueOf(event.getOrDefault("Path", "$default"));
        String method = String.valueOf(event.getOrDefault("Method", "any")).toLowerCase(Locale.ROOT);
        boolean any = method.equals("any") || method.equals("x-amazon-apigateway-any-method");
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("x-amazon-apigateway-integration", integration(alias));
        if (path.equals("$default")) {
            operation.put("isDefaultRoute", true);
        }
        operation.put("responses", Map.of());
        List<Object> places = new ArrayList<>();
        Matcher place = PLACE.matcher(path);
        while (place.find()) {
            places.add(Map.of("required", true, "name", place.group(1), "in", "path"));
        }
        if (!places.isEmpty()) {
            operation.put("parameters", places);
        }
        Values.map(paths.computeIfAbsent(api, none -> new LinkedHashMap<>())
                        .computeIfAbsent(path, none -> new LinkedHashMap<String, Object>()))
                .put(any ? "x-amazon-apigateway-any-method" : method, operation);
        String verb = any ? "*" : method.toUpperCase(Locale.ROOT);
        return path.equals("$default") ? "*" : verb + PLACE.matcher(path).replaceAll("*");
    }

    void addTo(Map<String, Object> resources) {
        paths.keySet().forEach(api -> {
            if (!properties.containsKey(api)) {
                throw new AssertionError("routes of an API that is not there: " + api);
            }
        });
        properties.forEach((id, api) -> {
            Map<String, Object> body = new LinkedHashMap<>();
            Map<String, Object> info = new LinkedHashMap<>(Map.of("version", "1.0"));
            info.put("title", api.getOrDefault("Name", Map.of("Ref", "AWS::StackName")));
            if (api.containsKey("Description")) {
                info.put("description", api.get("Description"));
            }
            body.put("info", info);
            body.put("paths", paths.getOrDefault(id, Map.of()));
            resources.put(id, resource("AWS::ApiGatewayV2::Api", Map.of("Body", body)));
            String stage = String.valueOf(api.getOrDefault("StageName", "$default"));
            Map<String, Object> staged = new LinkedHashMap<>();
            staged.put("ApiId", Map.of("Ref", id));
            staged.put("StageName", stage);
            staged.put("AutoDeploy", true);
            api.forEach((name, value) -> {
                if (OF_THE_STAGE.contains(name)) {
                    staged.put(name, value);
                }
            });
            String name = stage.equals("$default") ? "ApiGatewayDefault" : stage;
            resources.put(id + name + "Stage", resource("AWS::ApiGatewayV2::Stage", staged));
        });
    }

    private static Map<String, Object> integration(String alias) {
        return Map.of(
                "httpMethod",
                "POST",
                "type",
                "aws_proxy",
                "uri",
                Map.of(
                        "Fn::Sub",
                        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${" + alias
                                + "}/invocations"),
                "payloadFormatVersion",
                "2.0");
    }

    private static Map<String, Object> resource(String type, Map<String, Object> properties) {
        return Map.of("Type", type, "Properties", properties);
    }
}
