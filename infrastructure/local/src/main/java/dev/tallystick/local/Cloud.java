package dev.tallystick.local;

import dev.tallystick.local.clock.ClockPart;
import dev.tallystick.local.clock.FunctionClock;
import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.console.Console;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.event.EventSources;
import dev.tallystick.local.event.Schedules;
import dev.tallystick.local.fault.Faults;
import dev.tallystick.local.fault.FaultsControl;
import dev.tallystick.local.fault.FaultyDeliveries;
import dev.tallystick.local.function.CodeCheck;
import dev.tallystick.local.function.Environment;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.function.InvokeApi;
import dev.tallystick.local.function.Logs;
import dev.tallystick.local.permission.Permissions;
import dev.tallystick.local.plan.ApiSpec;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.secret.SecretValues;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import dev.tallystick.local.template.Template;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.KeptFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A template that runs. Closing it stops its parts in the opposite order. */
final class Cloud implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    static Template check(Options options, Account account) {
        Template template = Template.read(options.template());
        Resolver resolver = new Resolver(template, options.parameters(), account, Addresses.none());
        Plan plan = Plan.of(resolver);
        Permissions.of(resolver, plan);
        if (!options.withoutFunctions()) {
            plan.functions().forEach(function -> checkCode(resolver, function));
        }
        return template;
    }

    private static void checkCode(Resolver resolver, FunctionSpec function) {
        CodeCheck.problem(function.jar()).ifPresent(problem -> {
            Resource resource =
                    Objects.requireNonNull(resolver.template().resources().get(function.id()));
            throw resource.fault(resource.properties().lineOf("CodeUri"), "CodeUri", problem);
        });
    }

    /** Starts everything; the template was checked before. */
    Endpoints start(Options options, Template template, Account account, DataDirectory data, Optional<HttpPart> http) {
        Function<Addresses, Resolver> resolvers =
                addresses -> new Resolver(template, options.parameters(), account, addresses);
        List<String> apiIds = Plan.of(resolvers.apply(Addresses.none())).apis().stream()
                .map(ApiSpec::id)
                .toList();
        Optional<ApiServers> apis = http.map(first -> add(new ApiServers(first, apiIds)));
        Map<String, String> apiUrls = apis.map(ApiServers::urls).orElse(Map.of());
        Services services = add(Services.start(data, account));
        // Streams get their names when their tables are made.
        Map<String, String> streams =
                services.make(Plan.of(resolvers.apply(new Addresses(services.sqsUrl(), apiUrls, Map.of()))));
        Resolver resolver = resolvers.apply(new Addresses(services.sqsUrl(), apiUrls, streams));
        Plan plan = Plan.of(resolver);
        Faults faults = new Faults();
        SecretValues secrets =
                services.serve(plan, Permissions.of(resolver, plan), faults).values();
        plan.functions().forEach(secrets::environment);
        return apis.map(servers -> startFunctions(options, plan, data, services, secrets, faults, servers))
                .orElseGet(services::endpoints);
    }

    private Endpoints startFunctions(
            Options options,
            Plan plan,
            DataDirectory data,
            Services services,
            SecretValues secrets,
            Faults faults,
            ApiServers apis) {
        LocalClock clock = new LocalClock(new KeptFile(data.resolve("clock.json")));
        HttpPart lambda = add(HttpPart.bindFree());
        Endpoints endpoints = services.endpoints().withFunctions(apis.firstUrl(), apis.urls(), lambda.url());
        Account account = plan.account();
        Fleet fleet = add(new Fleet(
                new Environment(
                        account.region(), endpoints.forFunctions(), environment(secrets, new FunctionClock(clock))),
                data.resolve("functions"),
                new Logs(data.resolve("logs"), System.out)));
        clock.onMove(fleet::replaceProcesses);
        FaultyDeliveries deliveries = new FaultyDeliveries(fleet, faults);
        Queues queues = services.queues();
        EventCalls events = add(EventCalls.start(
                deliveries,
                plan.functions(),
                data.resolve("events"),
                queues.calls(account.region()),
                name -> queues.url() + "/" + account.id() + "/" + name,
                System.out));
        lambda.serve(new InvokeApi(fleet, events, account, plan.functions())::handle);
        add(EventSources.start(plan, deliveries, queues, services.tables(), data.resolve("streams")));
        add(Schedules.start(plan, events, clock, options.scheduleSpeed()));
        Control control = new Control();
        control.add("clock", new ClockPart(clock));
        control.add("faults", new FaultsControl(faults, plan.functions()));
        new Console(plan, fleet, queues, services.tables(), data.resolve("logs")).addTo(control);
        apis.serve(plan, fleet, control);
        return endpoints;
    }

    private static Function<FunctionSpec, Map<String, String>> environment(SecretValues values, FunctionClock clock) {
        return function -> {
            Map<String, String> added = new HashMap<>(values.environment(function));
            added.putAll(clock.environment(function));
            return added;
        };
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        Closing.all(parts);
    }
}
