package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A function: what it runs and with what. */
public record FunctionSpec(
        String id,
        String name,
        String arn,
        Path jar,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        String logFormat,
        String logGroup,
        Map<String, String> environment,
        FunctionOptions options) {

    private static final Set<String> RUNTIMES = Set.of("java25", "java21", "java17", "java11");

    /** Whether it logs lines of JSON. */
    public boolean logsJson() {
        return logFormat.equals("JSON");
    }

    static FunctionSpec of(Resolver resolver, Resource resource, String name, Properties properties) {
        if (!RUNTIMES.contains(properties.required("Runtime"))) {
            throw properties.fault("Runtime", "the local cloud runs Java only");
        }
        Properties logging = properties.inner("LoggingConfig");
        return new FunctionSpec(
                resource.id(),
                name,
                resolver.attribute(resource, "Arn"),
                resolver.template()
                        .directory()
                        .resolve(properties.required("CodeUri"))
                        .normalize(),
                properties.required("Handler"),
                (int) properties.number("MemorySize", 128, 128, 10_240),
                Duration.ofSeconds(properties.number("Timeout", 3, 1, 900)),
                logFormat(logging),
                logging.text("LogGroup").orElse("/aws/lambda/" + name),
                properties.inner("Environment").textMap("Variables"),
                FunctionOptions.of(resolver, properties));
    }

    private static String logFormat(Properties logging) {
        String format = logging.text("LogFormat").orElse("Text");
        if (!format.equals("Text") && !format.equals("JSON")) {
            throw logging.fault("LogFormat", "must be Text or JSON");
        }
        return format;
    }
}
