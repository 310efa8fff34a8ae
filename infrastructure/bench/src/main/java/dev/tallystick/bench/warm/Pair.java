package dev.tallystick.bench.warm;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/** An operation and the bare calls that it needs, called in turn; times in milliseconds, allocation in bytes. */
final class Pair {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final Work operation;
    private final Work bare;

    Pair(String name, Work operation, Work bare) {
        this.name = name;
        this.operation = operation;
        this.bare = bare;
    }

    /** Something to time. */
    @FunctionalInterface
    interface Work {

        /** What is not timed, and then what is. */
        Runnable prepare() throws IOException;
    }

    /** Calls each so often. */
    static void warmUp(List<Pair> pairs, int calls) throws IOException {
        for (int i = 0; i < calls; i++) {
            for (Pair pair : pairs) {
                pair.operation.prepare().run();
                pair.bare.prepare().run();
            }
        }
    }

    /** Prints a line a call: what it was, milliseconds, bytes. */
    static void measure(List<Pair> pairs, int calls) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < calls; i++) {
            for (Pair pair : pairs) {
                if (i % 2 == 0) {
                    pair.time("ours", pair.operation, lines);
                    pair.time("bare", pair.bare, lines);
                } else {
                    pair.time("bare", pair.bare, lines);
                    pair.time("ours", pair.operation, lines);
                }
            }
        }
        System.out.print(lines);
    }

    /** Prints what the operation's calls alone spend their time and memory on. */
    void profile(int calls) throws IOException {
        Profile.of(name, operation, calls);
    }

    private void time(String which, Work work, StringBuilder lines) throws IOException {
        Runnable call = work.prepare();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        call.run();
        double millis = (System.nanoTime() - start) / 1e6;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        lines.append("call ")
                .append(name)
                .append(' ')
                .append(which)
                .append(' ')
                .append(millis)
                .append(' ')
                .append(bytes)
                .append('\n');
    }
}
