package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.FakeLedgerStore;
import dev.tallystick.ledger.FakeLedgerStore.Fate;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time, who goes on, and what befalls a call on its way from a function to its tables and back. */
final class World implements FakeLedgerStore.Network {

    private final Dice dice;
    private final Weather weather;
    private final Counts counts;
    private final List<String> trace = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private Handover handover;
    private Instant now = Message.BEGINNING;
    private int steps;
    private int stormUntil = Integer.MAX_VALUE;
    private Fate last = Fate.ANSWERED;

    World(Dice dice, Weather weather, Counts counts) {
        this.dice = dice;
        this.weather = weather;
        this.counts = counts;
        this.handover = new Handover(dice);
    }

    /** A function's process was killed. */
    static final class Crashed extends RuntimeException {

        private Crashed() {
            super("crashed", null, false, false);
        }
    }

    Instant now() {
        return now;
    }

    int steps() {
        return steps;
    }

    List<String> trace() {
        return trace;
    }

    /** Those who from now on go on by turns. */
    Handover gather() {
        handover = new Handover(dice);
        return handover;
    }

    /** Everyone stops at the next step. */
    void stop() {
        handover.stop();
    }

    void storm(long forSteps) {
        weather.storm();
        stormUntil = steps + Math.toIntExact(forSteps);
    }

    /** Nothing goes wrong any more, and what was on its way has arrived. */
    void calm() {
        weather.calm();
        late.forEach(Runnable::run);
        late.clear();
    }

    void wait(Duration duration) {
        now = now.plus(duration);
    }

    /** A step of a request, which may be its last. */
    void step(String what) {
        pass();
        if (weather.crashes()) {
            note("crashes before: " + what);
            throw new Crashed();
        }
        note(what);
    }

    /** Between two steps anything may happen. */
    void pass() {
        steps++;
        if (steps > stormUntil) {
            weather.calm();
        }
        now = now.plus(weather.step());
        handover.step();
        if (!late.isEmpty() && dice.chance(0.1)) {
            note("a late write arrives");
            counts.add("a late write arrives");
            dice.take(late).run();
        }
    }

    void note(String what) {
        trace.add(steps + " " + now + " " + handover.current() + " " + what);
    }

    @Override
    public Fate read(String what) {
        step(what);
        return befalls("read", weather.read());
    }

    @Override
    public Fate write(String what) {
        step(what);
        return befalls("write", weather.write());
    }

    private Fate befalls(String call, Fate fate) {
        last = fate;
        if (fate != Fate.ANSWERED) {
            note("  " + fate);
            counts.add(call + ": " + fate);
        }
        return fate;
    }

    @Override
    public void late(Runnable write) {
        late.add(write);
    }

    @Override
    public void answered(String what, Object answer) {
        note("  " + brief(answer));
        if (last == Fate.ANSWERED) {
            String kind = what.substring(0, what.indexOf(' '));
            String how = answer instanceof Boolean
                    ? answer.toString()
                    : answer.getClass().getSimpleName();
            counts.add("race: " + kind + " " + how);
        }
    }

    private static String brief(Object answer) {
        return answer instanceof LedgerStore.Committed.AlreadyRecorded(Recorded first)
                ? "AlreadyRecorded " + first.entryId() + " by " + first.origin().requestId()
                : answer.toString();
    }
}
