package dev.tallystick.local.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that are in force, with how often each was asked and fired. A call goes through them in their order; delays
 * add up, and what else fires first ends it, so that the rules after it do not see the call.
 */
public final class Faults {

    private FaultPlan plan = FaultPlan.NONE;
    private final List<Map<String, Count>> counts = new ArrayList<>();

    private record Count(long matched, long fired) {}

    /** Decides about a function's next call. */
    public synchronized Verdict decide(String functionId, String service, String operation) {
        Duration latency = Duration.ZERO;
        for (int i = 0; i < plan.rules().size(); i++) {
            FaultRule rule = plan.rules().get(i);
            if (!rule.isAbout(functionId, service, operation)) {
                continue;
            }
            Count count = counts.get(i).getOrDefault(functionId, new Count(0, 0));
            long draw = plan.draw(i, functionId, count.matched());
            boolean fires = plan.fires(i, draw)
                    && rule.times().map(most -> count.fired() < most).orElse(true);
            counts.get(i).put(functionId, new Count(count.matched() + 1, count.fired() + (fires ? 1 : 0)));
            if (fires && rule.kind() != Kind.LATENCY) {
                return new Verdict(latency, Optional.of(rule.kind()), FaultPlan.mixed(draw));
            }
            latency = latency.plusMillis(fires ? rule.milliseconds() : 0);
        }
        return latency.isZero() ? Verdict.NOTHING : new Verdict(latency, Optional.empty(), 0);
    }

    /** Puts other rules in force and begins to count anew. */
    synchronized void replace(FaultPlan next) {
        plan = next;
        counts.clear();
        next.rules().forEach(_ -> counts.add(new HashMap<>()));
    }

    synchronized Map<String, Object> json() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (int i = 0; i < plan.rules().size(); i++) {
            Map<String, Object> rule = plan.rules().get(i).json();
            rule.put(
                    "matched",
                    counts.get(i).values().stream().mapToLong(Count::matched).sum());
            rule.put(
                    "fired",
                    counts.get(i).values().stream().mapToLong(Count::fired).sum());
            rules.add(rule);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", plan.seed());
        json.put("rules", rules);
        return json;
    }
}
