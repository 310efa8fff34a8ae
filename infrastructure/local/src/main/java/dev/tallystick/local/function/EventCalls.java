package dev.tallystick.local.function;

import dev.tallystick.local.function.EventOutcome.Condition;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Calls that nobody waits for, with Lambda's rules for them, but seconds where Lambda waits for minutes: failed ones are
 * tried again, throttled ones until they are too old, and destinations are told what came of them.
 */
public final class EventCalls implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Invoker invoker;
    private final PrintStream terminal;
    private final Duration firstWait;
    private final InstantSource clock;
    private final EventBook book;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Calls that say on the terminal which of them were given up; the wait before the first retry doubles. */
    public EventCalls(Invoker invoker, PrintStream terminal, Duration firstWait) {
        this(invoker, terminal, firstWait, InstantSource.system(), EventBook.NONE);
    }

    EventCalls(Invoker invoker, PrintStream terminal, Duration firstWait, InstantSource clock, EventBook book) {
        this.invoker = invoker;
        this.terminal = terminal;
        this.firstWait = firstWait;
        this.clock = clock;
        this.book = book;
    }

    /**
     * Calls whose events are kept in the directory until they are dealt with, and whose destinations are told; goes on with
     * those that a cloud before left there.
     */
    public static EventCalls start(
            Invoker invoker,
            List<FunctionSpec> functions,
            Path directory,
            AwsCall sqs,
            UnaryOperator<String> queueUrl,
            PrintStream terminal) {
        KeptEvents book =
                new KeptEvents(functions, new EventStore(directory), new EventReports(sqs, queueUrl, terminal));
        EventCalls calls = new EventCalls(invoker, terminal, FIRST_WAIT, InstantSource.system(), book);
        book.goOn(calls);
        return calls;
    }

    /** Accepts an event; once this returns it will be dealt with. */
    void accept(FunctionSpec function, String payload) {
        goOn(accepted(function, payload));
    }

    void goOn(AcceptedEvent event) {
        Thread thread = Thread.ofVirtual()
                .name("event for " + event.function().id())
                .unstarted(() -> {
                    try {
                        deal(event);
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                });
        threads.add(thread);
        thread.start();
    }

    /** Calls until the function succeeds or is given up; an interruption ends that. */
    public void call(FunctionSpec function, String payload) {
        deal(accepted(function, payload));
    }

    private AcceptedEvent accepted(FunctionSpec function, String payload) {
        AcceptedEvent event = new AcceptedEvent(UUID.randomUUID().toString(), function, payload, clock.instant(), 0);
        book.goesOn(event);
        return event;
    }

    private void deal(AcceptedEvent event) {
        try {
            EventOutcome outcome = outcome(event);
            if (outcome.condition() != Condition.SUCCESS) {
                terminal.println(event.function().id() + " | an event was given up after "
                        + outcome.event().attempts() + " attempts: "
                        + outcome.answer()
                                .map(answer -> EventRecords.problem(answer.payload()))
                                .orElse(outcome.condition().toString()));
            }
            book.ends(outcome);
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private EventOutcome outcome(AcceptedEvent accepted) throws InterruptedException {
        AcceptedEvent event = accepted;
        Optional<Answer> last = Optional.empty();
        Duration throttled = firstWait;
        while (true) {
            Optional<Condition> end = end(event, last);
            if (end.isPresent()) {
                return new EventOutcome(event, end.get(), last);
            }
            Answer answer = invoke(event);
            if (answer instanceof Answer.Throttled) {
                Thread.sleep(throttled);
                throttled = throttled.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                        ? throttled.multipliedBy(2)
                        : LONGEST_WAIT;
                continue;
            }
            event = event.afterAttempt();
            last = Optional.of(answer);
            if (answer instanceof Answer.Failure && event.attempts() <= retries(event)) {
                book.goesOn(event);
                Thread.sleep(firstWait.multipliedBy(1L << (event.attempts() - 1)));
            }
        }
    }

    // Code that cannot be copied, or a disk that is full, fails the attempt and not the event.
    private Answer invoke(AcceptedEvent event) {
        try {
            return invoker.invoke(event.function(), event.payload(), event.requestId());
        } catch (UncheckedIOException e) {
            return Failures.notStarted(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Condition> end(AcceptedEvent event, Optional<Answer> last) {
        if (last.isPresent() && last.get() instanceof Answer.Success) {
            return Optional.of(Condition.SUCCESS);
        }
        if (event.attempts() > retries(event)) {
            return Optional.of(Condition.RETRIES_EXHAUSTED);
        }
        if (event.function().options().reservedConcurrency().equals(Optional.of(0))) {
            return Optional.of(Condition.ZERO_RESERVED_CONCURRENCY);
        }
        Duration age = Duration.between(event.acceptedAt(), clock.instant());
        if (age.compareTo(event.function().options().events().maximumAge()) > 0) {
            return Optional.of(Condition.EVENT_AGE_EXCEEDED);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new AwsCall.Stopped(new InterruptedException("the cloud is being stopped"));
        }
        return Optional.empty();
    }

    private static int retries(AcceptedEvent event) {
        return event.function().options().events().retries();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
