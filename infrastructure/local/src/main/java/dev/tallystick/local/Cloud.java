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
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.proxy.Proxies;
import dev.tallystick.local.queue.QueueMaker;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.secret.SecretStore;
import dev.tallystick.local.secret.SecretValues;
import dev.tallystick.local.secret.Secrets;
import dev.tallystick.local.table.TableMaker;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import dev.tallystick.local.template.Template;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.KeptFile;
import java.time.Clock;
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
        String region = account.region();
        Optional<ApiServers> apis = http.map(first -> add(new ApiServers(first, apiIds(options, template, account))));
        Proxies proxies = add(Proxies.bindFree());
        Queues queues = add(Queues.start(
                data.resolve("sqs"), region, account.id(), proxies.sqs().port()));
        Tables tables = add(Tables.start(data.resolve("dynamodb")));
        Map<String, String> apiUrls = apis.map(ApiServers::urls).orElse(Map.of());
        Plan before = Plan.of(new Resolver(
                template,
                options.parameters(),
                account,
                new Addresses(proxies.sqs().url(), apiUrls, Map.of())));
        new QueueMaker(queues.calls(region)).make(before.queues());
        Map<String, String> streams = new HashMap<>();
        TableMaker maker = new TableMaker(tables.calls(region));
        for (TableSpec table : before.tables()) {
            maker.make(table).ifPresent(arn -> streams.put(table.id(), arn));
        }
        Addresses addresses = new Addresses(proxies.sqs().url(), apiUrls, streams);
        Resolver resolver = new Resolver(template, options.parameters(), account, addresses);
        Plan plan = Plan.of(resolver);
        Secrets secrets =
                add(Secrets.start(new SecretStore(data.resolve("secrets"), Clock.systemUTC()), plan.secrets()));
        SecretValues values = secrets.values();
        plan.functions().forEach(values::environment);
        Faults faults = new Faults();
        proxies.serve(
                new Proxies.Services(tables.url(), queues.url(), secrets.url()),
                plan,
                Permissions.of(resolver, plan),
                faults,
                System.out);
        Endpoints without = Endpoints.of(
                proxies.dynamodb().url(), proxies.sqs().url(), proxies.secrets().url());
        if (apis.isEmpty()) {
            return without;
        }
        LocalClock clock = new LocalClock(new KeptFile(data.resolve("clock.json")));
        HttpPart lambda = add(HttpPart.bindFree());
        Endpoints endpoints = without.withFunctions(apis.get().firstUrl(), apiUrls, lambda.url());
        Fleet fleet = add(new Fleet(
                new Environment(region, endpoints.forFunctions(), environment(values, new FunctionClock(clock))),
                data.resolve("functions"),
                new Logs(data.resolve("logs"), System.out)));
        clock.onMove(fleet::replaceProcesses);
        EventCalls events = add(EventCalls.start(
                fleet,
                plan.functions(),
                data.resolve("events"),
                queues.calls(region),
                name -> queues.url() + "/" + account.id() + "/" + name,
                System.out));
        lambda.serve(new InvokeApi(fleet, events, account, plan.functions())::handle);
        add(EventSources.start(plan, fleet, queues, tables, data.resolve("streams")));
        add(Schedules.start(plan, events, clock, options.scheduleSpeed()));
        Control control = new Control();
        control.add("clock", new ClockPart(clock));
        control.add("faults", new FaultsControl(faults, plan.functions()));
        new Console(plan, fleet, queues, tables, data.resolve("logs")).addTo(control);
        apis.get().serve(plan, fleet, control);
        return endpoints;
    }

    private static Function<FunctionSpec, Map<String, String>> environment(SecretValues values, FunctionClock clock) {
        return function -> {
            Map<String, String> added = new HashMap<>(values.environment(function));
            added.putAll(clock.environment(function));
            return added;
        };
    }

    private static List<String> apiIds(Options options, Template template, Account account) {
        return Plan.of(new Resolver(template, options.parameters(), account, Addresses.none())).apis().stream()
                .map(ApiSpec::id)
                .toList();
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception _) {
                // the others are to stop all the same
            }
        }
    }
}
