package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import dev.tallystick.local.template.ResourceType;
import java.util.Optional;

/** Where Lambda sends word of a call that nobody waited for. */
public sealed interface Destination {

    /** A queue, by its name. */
    record Queue(String name) implements Destination {}

    /** A function, by its logical id. */
    record Function(String id) implements Destination {}

    /** Reads one with its type and ARN; nothing where it is not given. */
    static Optional<Destination> of(Resolver resolver, Properties properties, String arnProperty) {
        if (properties.mapping().entries().isEmpty()) {
            return Optional.empty();
        }
        String arn = properties.required(arnProperty);
        return Optional.of(
                switch (properties.required("Type")) {
                    case "SQS" -> queue(resolver, properties, arnProperty, arn);
                    case "Lambda" ->
                        new Function(find(resolver, ResourceType.FUNCTION, properties, arnProperty, arn)
                                .id());
                    default ->
                        throw properties.fault("Type", "must be SQS or Lambda: the local cloud knows no other ones");
                });
    }

    private static Queue queue(Resolver resolver, Properties properties, String arnProperty, String arn) {
        String name = resolver.name(find(resolver, ResourceType.QUEUE, properties, arnProperty, arn));
        if (name.endsWith(".fifo")) {
            throw properties.fault(arnProperty, "is a FIFO queue, to which Lambda cannot send");
        }
        return new Queue(name);
    }

    private static Resource find(
            Resolver resolver, ResourceType type, Properties properties, String arnProperty, String arn) {
        return resolver.template().resources().values().stream()
                .filter(resource -> resource.type() == type
                        && resolver.attribute(resource, "Arn").equals(arn))
                .findFirst()
                .orElseThrow(() -> properties.fault(
                        arnProperty,
                        "is not the ARN of a " + (type == ResourceType.QUEUE ? "queue" : "function")
                                + " of this template"));
    }
}
