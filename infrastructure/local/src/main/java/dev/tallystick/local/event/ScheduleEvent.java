package dev.tallystick.local.event;

import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a schedule gives its function. */
final class ScheduleEvent {

    private ScheduleEvent() {}

    static String payload(ScheduleSource source, Account account, Instant now) {
        return source.input().orElseGet(() -> Json.text(event(source, account, now)));
    }

    private static Map<String, Object> event(ScheduleSource source, Account account, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", from(source.service()));
        event.put("account", account.id());
        event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", account.region());
        event.put("resources", List.of(source.arn()));
        event.put("detail", detail(source.service()));
        return event;
    }

    private static String from(ScheduleSource.Service service) {
        return switch (service) {
            case EVENTS -> "aws.events";
            case SCHEDULER -> "aws.scheduler";
        };
    }

    // EventBridge Scheduler's own event has its detail as a text.
    private static Object detail(ScheduleSource.Service service) {
        return switch (service) {
            case EVENTS -> Map.of();
            case SCHEDULER -> "{}";
        };
    }
}
