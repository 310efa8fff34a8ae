package dev.tallystick.bench.cold;

import dev.tallystick.bench.run.Effort;
import dev.tallystick.bench.run.Samples;
import dev.tallystick.bench.run.Site;
import dev.tallystick.bench.store.Call;
import dev.tallystick.bench.store.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Processes of each kind in turn: from their start to the first answered earn, and on. */
public final class ColdStarts {

    private static final String EMPTY = "dev.tallystick.plain.EmptyHandler";
    private static final String PLAIN = "dev.tallystick.plain.PlainHandler";
    private static final String OURS = "dev.tallystick.purchase.RecordPurchase";

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES = 3;

    private ColdStarts() {}

    /** Kinds of processes. */
    public enum Kind {
        EMPTY("empty stream handler"),
        PLAIN("plain handler"),
        OURS("Tallystick"),
        EMPTY_RESTORED("empty stream handler, after a snapshot"),
        PLAIN_RESTORED("plain handler, after a snapshot"),
        PRIMED("Tallystick, primed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** Whether it is as after a snapshot. */
        public boolean restored() {
            return this == PRIMED || this == PLAIN_RESTORED || this == EMPTY_RESTORED;
        }

        /** Whether it is called until it is warm. */
        boolean goesOn() {
            return this == PRIMED || this == EMPTY_RESTORED;
        }

        FunctionProcess.Spec spec(Site site) {
            return switch (this) {
                case EMPTY -> new FunctionProcess.Spec(site.plain(), ColdStarts.EMPTY, false, List.of());
                case PLAIN -> new FunctionProcess.Spec(site.plain(), ColdStarts.PLAIN, false, List.of());
                case OURS -> new FunctionProcess.Spec(site.deployable(), ColdStarts.OURS, false, List.of());
                case EMPTY_RESTORED -> new FunctionProcess.Spec(site.plain(), ColdStarts.EMPTY, true, List.of());
                case PLAIN_RESTORED -> new FunctionProcess.Spec(site.plain(), ColdStarts.PLAIN, true, List.of());
                case PRIMED -> new FunctionProcess.Spec(site.deployable(), ColdStarts.OURS, true, List.of());
            };
        }
    }

    /**
     * One process, in milliseconds.
     *
     * @param ready from its start until it asks for an event: where hooks run, with them
     * @param first from handing over its first event to the answer
     * @param total from its start to that answer
     * @param processor processor time of all its threads until then
     * @param restore from being told that it was restored until it asks for an event; 0 without a snapshot
     * @param warm the median of the last third of its further calls, where there were any
     * @param paused the median of calls after those, each of which came a second after the one before
     */
    public record Run(
            double ready, double restore, double first, double total, double processor, double warm, double paused) {}

    /** So many runs of each kind, one of each after the other; a first one of each does not count. */
    public static Map<Kind, List<Run>> measure(Site site, Tenant tenant, Effort effort)
            throws IOException, InterruptedException {
        Map<Kind, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= effort.coldRounds(); round++) {
            for (Kind kind : Kind.values()) {
                Run run = run(site, tenant, kind, kind.goesOn() ? effort.callsAfterFirst() : 0);
                if (round > 0) {
                    runs.computeIfAbsent(kind, _ -> new ArrayList<>()).add(run);
                }
            }
        }
        return runs;
    }

    /** One of a run's figures, of all runs. */
    public static Samples samples(List<Run> runs, Function<Run, Double> figure) {
        return Samples.of(runs.stream().map(figure).toList());
    }

    private static Run run(Site site, Tenant tenant, Kind kind, int further) throws IOException, InterruptedException {
        try (FunctionProcess process = FunctionProcess.start(site, kind.spec(site), tenant.variables())) {
            FunctionProcess.Ready ready = process.awaitReady();
            FunctionProcess.Answer first = process.call(Call.purchase(tenant.key(), tenant.member()));
            double processor = millis(process.processorNanos());
            check(first);
            List<Double> calls = again(process, tenant, further, Duration.ZERO);
            List<Double> paused = again(process, tenant, Math.min(further, PAUSES), PAUSE);
            return new Run(
                    millis(ready.sinceStart()),
                    millis(ready.sinceRestore()),
                    millis(first.nanos()),
                    millis(first.sinceStart()),
                    processor,
                    further < 3
                            ? 0
                            : Samples.of(calls.subList(further * 2 / 3, further))
                                    .median(),
                    paused.isEmpty() ? 0 : Samples.of(paused).median());
        }
    }

    private static List<Double> again(FunctionProcess process, Tenant tenant, int times, Duration pause)
            throws InterruptedException {
        List<Double> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Thread.sleep(pause);
            FunctionProcess.Answer answer = process.callAgain(Call.purchase(tenant.key(), tenant.member()));
            check(answer);
            calls.add(millis(answer.nanos()));
        }
        return calls;
    }

    private static void check(FunctionProcess.Answer answer) {
        if (!answer.text().contains("\"statusCode\":201")) {
            throw new IllegalStateException("a function answered " + answer.text());
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
