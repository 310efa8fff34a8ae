package dev.tallystick.local.event;

import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a schedule gives its function. */
final class ScheduleEvent {

    private static final String CLOCK_OFFSET = "CLOCK_OFFSET";

    private ScheduleEvent() {}

    static String payload(ScheduleSource source, Account account, Instant now) {
        return source.input().orElseGet(() -> Json.text(event(source, account, now)));
    }

    private static Map<String, Object> event(ScheduleSource source, Account account, Instant now) {
        Instant time = moved(now, source.function().environment().get(CLOCK_OFFSET));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", from(source.service()));
        event.put("account", account.id());
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
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

    // Another template may mean something else by that name.
    private static Instant moved(Instant now, @Nullable String offset) {
        if (offset == null) {
            return now;
        }
        try {
            return now.plus(Duration.parse(offset));
        } catch (DateTimeException | ArithmeticException _) {
            return now;
        }
    }
}
