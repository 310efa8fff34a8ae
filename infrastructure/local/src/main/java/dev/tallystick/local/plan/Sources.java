package dev.tallystick.local.plan;

import dev.tallystick.local.template.EventType;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the events of functions. */
final class Sources {

    private final Resolver resolver;
    private final Map<String, FunctionSpec> functions;
    private final Map<String, QueueSpec> queuesByArn;
    private final Map<String, TableSpec> tablesByStream;
    private final Routes routes;
    private final List<QueueSource> queueSources = new ArrayList<>();
    private final List<StreamSource> streamSources = new ArrayList<>();
    private final List<ScheduleSource> schedules = new ArrayList<>();
    private final Set<String> scheduleArns = new HashSet<>();

    Sources(
            Resolver resolver,
            Map<String, FunctionSpec> functions,
            Map<String, QueueSpec> queuesByArn,
            Map<String, TableSpec> tablesByStream,
            Routes routes) {
        this.resolver = resolver;
        this.functions = functions;
        this.queuesByArn = queuesByArn;
        this.tablesByStream = tablesByStream;
        this.routes = routes;
    }

    List<QueueSource> queueSources() {
        return List.copyOf(queueSources);
    }

    List<StreamSource> streamSources() {
        return List.copyOf(streamSources);
    }

    List<ScheduleSource> schedules() {
        return List.copyOf(schedules);
    }

    void read(Resource resource) {
        FunctionSpec function = Objects.requireNonNull(functions.get(resource.id()));
        Properties events = resolver.properties(resource).inner("Events");
        for (String name : events.mapping().entries().keySet()) {
            Properties event = events.inner(name);
            Properties properties = event.inner("Properties");
            switch (EventType.named(event.required("Type"))) {
                case HTTP_API -> routes.add(function, properties);
                case SQS -> {
                    if (properties.truth("Enabled", true)) {
                        QueueSpec queue = queuesByArn.get(properties.required("Queue"));
                        queueSources.add(QueueSource.of(name, function, queue, properties));
                    }
                }
                case STREAM -> {
                    if (properties.truth("Enabled", true)) {
                        streamSources.add(streamSource(name, function, properties));
                    }
                }
                case SCHEDULE -> {
                    ScheduleSource rule = ScheduleSource.rule(resolver.account(), name, function, properties);
                    addSchedule(rule, properties, ScheduleSource.isEnabled(properties));
                }
                case SCHEDULE_V2 -> {
                    ScheduleSource schedule = ScheduleSource.schedule(resolver.account(), name, function, properties);
                    addSchedule(schedule, properties, ScheduleSource.isEnabled(properties));
                }
            }
        }
    }

    private StreamSource streamSource(String name, FunctionSpec function, Properties properties) {
        TableSpec table = tablesByStream.get(properties.required("Stream"));
        if (table == null) {
            throw properties.fault("Stream", "is not the StreamArn of a table of this template");
        }
        return StreamSource.of(name, function, table, properties, queuesByArn);
    }

    private void addSchedule(ScheduleSource source, Properties properties, boolean enabled) {
        if (!scheduleArns.add(source.arn())) {
            throw properties.fault("Name", "there is already " + source.arn());
        }
        if (enabled) {
            schedules.add(source);
        }
    }
}
