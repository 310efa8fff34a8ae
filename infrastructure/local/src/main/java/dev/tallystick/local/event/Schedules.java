package dev.tallystick.local.event;

import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.template.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Runs all schedules until it is closed: each for the first time when its interval has gone by, whether or not the run
 * before is still going.
 */
public final class Schedules implements AutoCloseable {

    private final Threads threads = new Threads();
    private final Account account;
    private final EventCalls calls;
    private final Pace pace;
    private final Clock clock;

    private Schedules(Account account, EventCalls calls, Pace pace, Clock clock) {
        this.account = account;
        this.calls = calls;
        this.pace = pace;
        this.clock = clock;
    }

    /** Starts them, as many times faster than real time. */
    public static Schedules start(Plan plan, EventCalls calls, int speed) {
        return start(plan.account(), plan.schedules(), calls, Pace.faster(speed), Clock.systemUTC());
    }

    static Schedules start(Account account, List<ScheduleSource> sources, EventCalls calls, Pace pace, Clock clock) {
        Schedules schedules = new Schedules(account, calls, pace, clock);
        sources.forEach(source -> schedules.threads.start("schedule " + source.arn(), () -> schedules.repeat(source)));
        return schedules;
    }

    private void repeat(ScheduleSource source) {
        try {
            for (Duration due = source.interval(); ; due = due.plus(source.interval())) {
                pace.await(due);
                String payload = ScheduleEvent.payload(source, account, clock.instant());
                threads.start("run of " + source.arn(), () -> calls.call(source.function(), payload));
            }
        } catch (InterruptedException _) {
            // the cloud is being stopped
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
