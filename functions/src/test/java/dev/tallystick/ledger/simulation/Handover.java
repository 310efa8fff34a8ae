package dev.tallystick.ledger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of which exactly one runs at a time. Each is a thread of its own that hands over to another, or to itself, wherever it
 * says {@link #step}; the dice say to which, so that the same seed gives the same order.
 */
final class Handover {

    private final Dice dice;
    private final List<Task> tasks = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Task running;
    private volatile boolean over;

    Handover(Dice dice) {
        this.dice = dice;
    }

    /** Ends a task when the simulation is over, from within. */
    static final class Over extends RuntimeException {

        private Over() {
            super("the simulation is over", null, false, false);
        }
    }

    private final class Task {

        private final String name;
        private final Thread thread;
        private volatile boolean turn;

        private Task(String name, Runnable body) {
            this.name = name;
            this.thread = Thread.ofVirtual().name(name).unstarted(() -> live(body));
        }

        private void live(Runnable body) {
            awaitTurn();
            try {
                body.run();
            } catch (Over e) {
                // As it should.
            } finally {
                tasks.remove(this);
                if (tasks.isEmpty()) {
                    ended.countDown();
                } else {
                    giveTo(dice.oneOf(tasks));
                }
            }
        }

        private void awaitTurn() {
            while (!turn) {
                LockSupport.park(this);
            }
            turn = false;
        }
    }

    void add(String name, Runnable body) {
        tasks.add(new Task(name, body));
    }

    /** Runs until every task has ended. */
    void run() throws InterruptedException {
        tasks.forEach(task -> task.thread.start());
        giveTo(dice.oneOf(tasks));
        ended.await();
    }

    /** Another may go on from here. */
    void step() {
        if (over) {
            throw new Over();
        }
        Task self = Objects.requireNonNull(running);
        Task next = dice.oneOf(tasks);
        if (next != self) {
            giveTo(next);
            self.awaitTurn();
        }
        if (over) {
            throw new Over();
        }
    }

    /** Every task ends at its next step. */
    void stop() {
        over = true;
    }

    /** Who runs. */
    String current() {
        Task task = running;
        return task == null ? "nobody" : task.name;
    }

    private void giveTo(Task next) {
        running = next;
        next.turn = true;
        LockSupport.unpark(next.thread);
    }
}
