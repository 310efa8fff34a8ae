package dev.tallystick.local.permission;

import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the policies that tables, their streams and queues have themselves. */
final class ResourcePolicies {

    private final Resolver resolver;
    private final Map<String, List<Statement>> byArn = new HashMap<>();

    ResourcePolicies(Resolver resolver) {
        this.resolver = resolver;
        resolver.template().resources().values().forEach(this::read);
    }

    /** The policy about a resource; an index is governed by its table's, any stream of a table by its stream's. */
    List<Statement> about(String arn) {
        int index = arn.indexOf("/index/");
        int stream = arn.indexOf("/stream/");
        return byArn.getOrDefault(
                index > 0 ? arn.substring(0, index) : stream > 0 ? arn.substring(0, stream) + "/stream" : arn,
                List.of());
    }

    private void read(Resource resource) {
        switch (resource.type()) {
            case TABLE -> readTable(resource);
            case QUEUE_POLICY -> readQueuePolicy(resource);
            case QUEUE,
                    SECRET,
                    FUNCTION,
                    HTTP_API,
                    ALARM,
                    DASHBOARD,
                    TOPIC,
                    SUBSCRIPTION,
                    APPLICATION,
                    ROLE,
                    MANAGED_POLICY,
                    LOG_GROUP,
                    METRIC_FILTER -> {
                // has none
            }
        }
    }

    private void readTable(Resource resource) {
        Properties properties = resolver.properties(resource);
        String arn = resolver.attribute(resource, "Arn");
        Properties stream = properties.inner("StreamSpecification");
        put(arn, resource, "ResourcePolicy", properties.inner("ResourcePolicy"));
        put(arn + "/stream", resource, "StreamSpecification.ResourcePolicy", stream.inner("ResourcePolicy"));
    }

    private void readQueuePolicy(Resource resource) {
        Properties properties = resolver.properties(resource);
        for (String url : properties.texts("Queues")) {
            String arn = resolver.account().arn("sqs", url.substring(url.lastIndexOf('/') + 1));
            put(arn, resource, "PolicyDocument", properties);
        }
    }

    private void put(String arn, Resource resource, String property, Properties around) {
        @Nullable Node document = around.mapping().entries().get("PolicyDocument");
        if (document != null) {
            byArn.computeIfAbsent(arn, _ -> new ArrayList<>())
                    .addAll(new PolicyReader(resolver.account(), resource, property).ofResource(document));
        }
    }
}
