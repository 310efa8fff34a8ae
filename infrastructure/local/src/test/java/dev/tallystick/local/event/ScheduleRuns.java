package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Period;
import dev.tallystick.local.plan.Rate;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.plan.Timing;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Schedules on a clock that only a test moves, and what their function was given. */
final class ScheduleRuns {

    static final Account ACCOUNT = new Account("eu-central-1", Account.LOCAL_ID, "stack");
    static final Instant START = Instant.parse("2026-03-01T12:00:07.890Z");
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final BlockingQueue<String> payloads = new LinkedBlockingQueue<>();
    private final LocalClock clock;

    // Time stands still but for what a test moves it by.
    ScheduleRuns(Path directory) {
        clock = new LocalClock(new KeptFile(directory.resolve("clock.json")), InstantSource.fixed(START));
    }

    LocalClock clock() {
        return clock;
    }

    BlockingQueue<String> payloads() {
        return payloads;
    }

    Answer succeed(FunctionSpec function, String payload) {
        assertThat(function.id()).isEqualTo("F");
        payloads.add(payload);
        return new Answer.Success("null");
    }

    Schedules start(Invoker invoker, ScheduleSource... sources) {
        EventCalls calls = new EventCalls(invoker, System.out, Duration.ZERO);
        return Schedules.start(ACCOUNT, List.of(sources), calls, clock, 1);
    }

    static ScheduleSource source(
            ScheduleSource.Service service, String arn, Optional<String> input, Map<String, String> environment) {
        FunctionSpec function = new FunctionSpec(
                "F",
                "F",
                "arn",
                Path.of("x.jar"),
                "x",
                128,
                Duration.ofSeconds(3),
                "Text",
                "/f",
                environment,
                FunctionOptions.none());
        return new ScheduleSource(service, function, arn, new Rate(MINUTE), Period.ALWAYS, input);
    }

    // Its input is its name.
    static ScheduleSource named(String name, Timing timing) {
        ScheduleSource source = source(ScheduleSource.Service.EVENTS, name, Optional.of("\"" + name + "\""), Map.of());
        return new ScheduleSource(source.service(), source.function(), name, timing, Period.ALWAYS, source.input());
    }

    static ScheduleSource rule() {
        return source(ScheduleSource.Service.EVENTS, ACCOUNT.arn("events", "rule/r"), Optional.empty(), Map.of());
    }

    Map<String, Object> fired() throws InterruptedException {
        return Json.object(payloads.take()).orElseThrow();
    }
}
