package dev.tallystick.local;

import dev.tallystick.local.clock.ClockPart;
import dev.tallystick.local.clock.FunctionClock;
import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.event.EventSources;
import dev.tallystick.local.event.Schedules;
import dev.tallystick.local.function.Environment;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.function.InvokeApi;
import dev.tallystick.local.function.Logs;
import dev.tallystick.local.http.HttpApi;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.queue.QueueMaker;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.secret.SecretStore;
import dev.tallystick.local.secret.Secrets;
import dev.tallystick.local.table.TableMaker;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A template that runs. Closing it stops its parts in the opposite order. */
final class Cloud implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    static Template check(Options options, Account account) {
        Template template = Template.read(options.template());
        Plan plan = Plan.of(new Resolver(template, options.parameters(), account, Addresses.none()));
        if (!options.withoutFunctions()) {
            plan.functions().stream()
                    .filter(function -> !Files.exists(function.jar()))
                    .findFirst()
                    .ifPresent(function -> {
                        throw new Fault(template.file() + ": " + function.id() + ", property CodeUri: there is no "
                                + function.jar() + "; build it first");
                    });
        }
        return template;
    }

    /** Starts everything; the template was checked before. */
    Endpoints start(Options options, Template template, Account account, DataDirectory data, Optional<HttpPart> http) {
        String region = account.region();
        http.ifPresent(parts::push);
        Queues queues = add(Queues.start(data.resolve("sqs"), region, account.id()));
        Tables tables = add(Tables.start(data.resolve("dynamodb")));
        String httpUrl = http.map(HttpPart::url).orElse("http://localhost:0");
        Plan before = Plan.of(
                new Resolver(template, options.parameters(), account, new Addresses(queues.url(), httpUrl, Map.of())));
        new QueueMaker(queues.calls(region)).make(before.queues());
        Map<String, String> streams = new HashMap<>();
        TableMaker maker = new TableMaker(tables.calls(region));
        for (TableSpec table : before.tables()) {
            maker.make(table).ifPresent(arn -> streams.put(table.id(), arn));
        }
        Addresses addresses = new Addresses(queues.url(), httpUrl, streams);
        Plan plan = Plan.of(new Resolver(template, options.parameters(), account, addresses));
        Secrets secrets =
                add(Secrets.start(new SecretStore(data.resolve("secrets"), Clock.systemUTC()), plan.secrets()));
        Endpoints without = Endpoints.of(tables.url(), queues.url(), secrets.url());
        if (http.isEmpty()) {
            return without;
        }
        LocalClock clock = new LocalClock(new KeptFile(data.resolve("clock.json")));
        HttpPart lambda = add(HttpPart.bindFree());
        Endpoints endpoints = without.withFunctions(httpUrl, lambda.url());
        Fleet fleet = add(new Fleet(
                new Environment(region, endpoints.forFunctions(), new FunctionClock(clock)::environment),
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
        HttpApi api = new HttpApi(plan.routes(), fleet, account);
        Control control = new Control();
        control.add("clock", new ClockPart(clock));
        http.get().serve(exchange -> {
            if (Control.isFor(exchange)) {
                control.handle(exchange);
            } else {
                api.handle(exchange);
            }
        });
        return endpoints;
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
