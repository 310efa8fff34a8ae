package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The environment of a function's process: what Lambda gives, where the local services are, what the template says, and
 * what is added for that function as things stand when the process starts.
 */
public record Environment(
        String region, Map<String, String> endpoints, Function<FunctionSpec, Map<String, String>> added) {

    /** One to which nothing is added. */
    public Environment(String region, Map<String, String> endpoints) {
        this(region, endpoints, _ -> Map.of());
    }

    Map<String, String> of(FunctionSpec function, String runtimeApi) {
        Map<String, String> environment = new TreeMap<>(function.environment());
        environment.putAll(added.apply(function));
        environment.putAll(endpoints);
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.options().snapStart() ? "snap-start" : "on-demand");
        function.options().applicationLogLevel().ifPresent(level -> environment.put("AWS_LAMBDA_LOG_LEVEL", level));
        environment.put("AWS_LAMBDA_LOG_FORMAT", function.logFormat());
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", function.name());
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", accessKey(function));
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_SESSION_TOKEN", "local");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        return environment;
    }

    /** A key of the function's own, by which the services can tell who calls: logical ids are letters and digits. */
    public static String accessKey(FunctionSpec function) {
        return "LOCALFUNCTION" + function.id();
    }
}
