package dev.tallystick.local.plan;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import dev.tallystick.local.template.ResourceType;
import dev.tallystick.local.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that has to run for a template. */
public record Plan(
        Account account,
        List<TableSpec> tables,
        List<QueueSpec> queues,
        List<SecretSpec> secrets,
        List<FunctionSpec> functions,
        List<ApiSpec> apis,
        List<QueueSource> queueSources,
        List<StreamSource> streamSources,
        List<ScheduleSource> schedules) {

    /** Reads all resources; stops at the first property with a value that it cannot have. */
    public static Plan of(Resolver resolver) {
        List<TableSpec> tables = new ArrayList<>();
        List<QueueSpec> queues = new ArrayList<>();
        List<SecretSpec> secrets = new ArrayList<>();
        List<FunctionSpec> functions = new ArrayList<>();
        List<ApiSpec> apis = new ArrayList<>();
        List<Resource> withEvents = new ArrayList<>();
        resolver.checkOutputs();
        for (Resource resource : resolver.template().resources().values()) {
            var properties = resolver.properties(resource);
            String name = resolver.name(resource);
            switch (resource.type()) {
                case TABLE -> tables.add(TableSpec.of(name, properties));
                case QUEUE -> queues.add(QueueSpec.of(resolver.account(), name, properties));
                case SECRET -> secrets.add(SecretSpec.of(resolver.ref(resource), name, properties));
                case FUNCTION -> {
                    functions.add(FunctionSpec.of(resolver, resource, name, properties));
                    withEvents.add(resource);
                }
                case HTTP_API -> apis.add(ApiSpec.of(resolver, resource, properties));
                case APPLICATION -> checkNested(resolver, properties);
                case ALARM,
                        DASHBOARD,
                        TOPIC,
                        SUBSCRIPTION,
                        ROLE,
                        MANAGED_POLICY,
                        LOG_GROUP,
                        METRIC_FILTER,
                        QUEUE_POLICY -> {
                    // nothing to run
                }
            }
        }
        Redrives.check(resolver, queues);
        SecretReferences references = new SecretReferences(secrets);
        resolver.template().resources().values().forEach(resource -> references.check(resolver.properties(resource)));
        Routes routes = new Routes(
                apis.stream().map(ApiSpec::apiId).toList(),
                apis.stream()
                        .filter(api -> api.id().equals(Template.IMPLICIT_API))
                        .map(ApiSpec::apiId)
                        .findFirst());
        Sources sources = new Sources(
                resolver,
                byId(functions, FunctionSpec::id),
                byId(queues, QueueSpec::arn),
                tables.stream()
                        .filter(table -> table.streamView().isPresent())
                        .collect(Collectors.toMap(table -> streamArn(resolver, table), Function.identity())),
                routes);
        withEvents.forEach(sources::read);
        checkNames(resolver);
        return new Plan(
                resolver.account(),
                tables,
                queues,
                secrets,
                functions,
                apis.stream().map(api -> api.with(routes)).toList(),
                sources.queueSources(),
                sources.streamSources(),
                sources.schedules());
    }

    /** Resolves what is in the nested template, only to find what is wrong in it. */
    private static void checkNested(Resolver resolver, Properties properties) {
        Template nested = Objects.requireNonNull(
                resolver.template().nested().get(properties.resource().id()));
        Plan.of(new Resolver(nested, properties.textMap("Parameters"), resolver.account(), Addresses.none()));
    }

    private static String streamArn(Resolver resolver, TableSpec table) {
        Resource resource = resolver.template().resources().get(table.id());
        return resolver.attribute(Objects.requireNonNull(resource), "StreamArn");
    }

    private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        return items.stream().collect(Collectors.toMap(id, Function.identity(), (first, _) -> first));
    }

    private static void checkNames(Resolver resolver) {
        Map<String, String> owners = new HashMap<>();
        for (Resource resource : resolver.template().resources().values()) {
            if (resource.type() == ResourceType.LOG_GROUP || resource.type() == ResourceType.METRIC_FILTER) {
                continue;
            }
            String name = resource.type() + " " + resolver.name(resource);
            String other = owners.putIfAbsent(name, resource.id());
            if (other != null) {
                throw new Fault(resource.file() + ":" + resource.line() + ": " + resource.id()
                        + " has the same name as " + other);
            }
        }
    }
}
