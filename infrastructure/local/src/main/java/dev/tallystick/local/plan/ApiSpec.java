package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP API with its one stage. */
public record ApiSpec(
        String id,
        String apiId,
        String stage,
        Map<String, String> stageVariables,
        Optional<CorsSpec> cors,
        List<Route> routes) {

    /** The stage that is served at the root. */
    public static final String DEFAULT_STAGE = "$default";

    static ApiSpec of(Resolver resolver, Resource resource, Properties properties) {
        String stage = properties.text("StageName").orElse(DEFAULT_STAGE);
        if (!stage.equals(DEFAULT_STAGE) && !stage.matches("[A-Za-z0-9_-]{1,128}")) {
            throw properties.fault("StageName", "must be $default or have letters, digits, - and _ only");
        }
        return new ApiSpec(
                resource.id(),
                resolver.ref(resource),
                stage,
                properties.textMap("StageVariables"),
                CorsSpec.of(properties),
                List.of());
    }

    ApiSpec with(Routes all) {
        return new ApiSpec(id, apiId, stage, stageVariables, cors, all.of(apiId));
    }
}
