package dev.tallystick.log;

import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that a thread is in: what every line of the log says of it, and what it has counted. A scope inside another has its
 * fields as well, and counts with it.
 */
public final class CallScope {

    private static final ScopedValue<CallScope> CURRENT = ScopedValue.newInstance();

    private static final ScopedValue<Boolean> REHEARSAL = ScopedValue.newInstance();

    private final Map<String, Object> fields;
    private final Counts counts;

    private CallScope(Map<String, Object> fields, Counts counts) {
        this.fields = fields;
        this.counts = counts;
    }

    /** Does the work with these fields in each of its lines. What it counts and puts into no line has one at the end. */
    public static <T> T within(JsonObject fields, Supplier<T> work) {
        boolean outermost = !CURRENT.isBound();
        Map<String, Object> all = new LinkedHashMap<>(outermost ? Map.of() : CURRENT.get().fields);
        all.putAll(fields.build());
        Counts counts = outermost ? new Counts() : CURRENT.get().counts;
        return ScopedValue.where(CURRENT, new CallScope(all, counts)).call(() -> {
            try {
                return work.get();
            } finally {
                if (outermost) {
                    Log.counted("counted");
                }
            }
        });
    }

    /** Does work that nobody asked for: what it logs and counts is made, and left out of the log unless it is an error. */
    public static void rehearse(Runnable work) {
        ScopedValue.where(REHEARSAL, true).run(work);
    }

    static boolean isRehearsal() {
        return REHEARSAL.isBound();
    }

    /** The work as a part of this call, for another thread to do. */
    public static <T> Callable<T> shared(Callable<T> work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        CallScope scope = CURRENT.get();
        return () -> ScopedValue.where(CURRENT, scope).call(work::call);
    }

    /** Says something more of this call in each line to come; nothing outside of a call. */
    public static void note(String name, Object value) {
        if (CURRENT.isBound()) {
            CURRENT.get().fields.put(name, value);
        }
    }

    /** What was said of this call. */
    public static @Nullable Object noted(String name) {
        return fields().get(name);
    }

    /** Counts something; nothing outside of a call. */
    public static void count(Dimensions dimensions, Metric metric, long value) {
        if (CURRENT.isBound()) {
            CURRENT.get().counts.add(dimensions, metric, value);
        }
    }

    static Map<String, Object> fields() {
        return CURRENT.isBound() ? CURRENT.get().fields : Map.of();
    }

    static List<Map<String, Object>> takeCounts(String namespace, Instant at) {
        return CURRENT.isBound() ? CURRENT.get().counts.take(namespace, at) : List.of();
    }
}
