package dev.tallystick.local.event;

import dev.tallystick.local.clock.FunctionClock;
import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.template.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Runs all schedules until it is closed, whether or not a run before is still going. Where the clock was moved past several
 * times of a schedule it runs once; what was due at different times then runs one after the other, the earliest first.
 */
public final class Schedules implements AutoCloseable {

    private final Threads threads = new Threads();
    private final Account account;
    private final EventCalls calls;
    private final FunctionClock clock;
    private final Pace pace;

    private Schedules(Account account, EventCalls calls, LocalClock clock, int speed) {
        this.account = account;
        this.calls = calls;
        this.clock = new FunctionClock(clock);
        this.pace = Pace.of(clock, speed);
    }

    private record Due(Instant at, ScheduleSource source) {}

    /** Starts them on that clock, as many times faster than real time. */
    public static Schedules start(Plan plan, EventCalls calls, LocalClock clock, int speed) {
        return start(plan.account(), plan.schedules(), calls, clock, speed);
    }

    static Schedules start(
            Account account, List<ScheduleSource> sources, EventCalls calls, LocalClock clock, int speed) {
        Schedules schedules = new Schedules(account, calls, clock, speed);
        schedules.threads.start("schedules", () -> schedules.run(sources));
        return schedules;
    }

    private void run(List<ScheduleSource> sources) {
        try {
            Queue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));
            waiting.addAll(next(sources, pace.start()));
            while (!waiting.isEmpty()) {
                pace.await(waiting.element().at());
                Instant now = pace.now();
                List<Due> due = new ArrayList<>();
                while (!waiting.isEmpty() && !waiting.element().at().isAfter(now)) {
                    due.add(waiting.remove());
                }
                threads.start("runs of schedules", () -> fire(due));
                waiting.addAll(next(due.stream().map(Due::source).toList(), now));
            }
        } catch (InterruptedException _) {
            // the cloud is being stopped
        }
    }

    private List<Due> next(List<ScheduleSource> sources, Instant after) {
        List<Due> next = new ArrayList<>();
        for (ScheduleSource source : sources) {
            source.next(after, pace.start()).ifPresent(at -> next.add(new Due(at, source)));
        }
        return next;
    }

    private void fire(List<Due> due) {
        try {
            List<Thread> runs = new ArrayList<>();
            Instant at = due.getFirst().at();
            for (Due each : due) {
                if (each.at().isAfter(at)) {
                    join(runs);
                    at = each.at();
                }
                String payload = ScheduleEvent.payload(
                        each.source(), account, clock.now(each.source().function()));
                runs.add(threads.start(
                        "run of " + each.source().arn(),
                        () -> calls.call(each.source().function(), payload)));
            }
        } catch (InterruptedException _) {
            // the cloud is being stopped
        }
    }

    private static void join(List<Thread> runs) throws InterruptedException {
        for (Thread run : runs) {
            run.join();
        }
        runs.clear();
    }

    @Override
    public void close() {
        threads.close();
    }
}
