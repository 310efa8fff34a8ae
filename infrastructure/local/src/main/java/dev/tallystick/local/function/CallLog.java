package dev.tallystick.local.function;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The latest calls of each function, for those who watch. */
public final class CallLog {

    private static final int KEPT = 1_000;

    private final Map<String, Deque<Call>> latest = new HashMap<>();

    synchronized void add(Call call) {
        Deque<Call> calls = latest.computeIfAbsent(call.functionId(), _ -> new ArrayDeque<>());
        calls.addLast(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
    }

    /** The latest calls of a function, the oldest first; at most a thousand. */
    public synchronized List<Call> of(String functionId) {
        return List.copyOf(latest.getOrDefault(functionId, new ArrayDeque<>()));
    }
}
