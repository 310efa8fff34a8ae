package dev.tallystick.bench.run;

import dev.tallystick.bench.cold.ColdStarts;
import dev.tallystick.bench.hot.HotAccount;
import dev.tallystick.bench.warm.WarmPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that one run measured.
 *
 * @param cold processes by kind
 * @param classes loaded until the first answer, by kind and by where they come from
 * @param pure by JMH's names, nanoseconds and bytes for each call
 * @param jarBytes of what is deployed
 */
public record Results(
        LocalDate day,
        Machine machine,
        Effort effort,
        Map<ColdStarts.Kind, List<ColdStarts.Run>> cold,
        Map<ColdStarts.Kind, Map<String, Integer>> classes,
        WarmPath warm,
        HotAccount hot,
        Map<String, double[]> pure,
        long jarBytes) {

    private static final double MEGABYTE = 1e6;

    /** What must be reached, in the order of the page. */
    public List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        budgets.add(new Budget(
                "cold start to the first answered earn, to a plain handler's",
                total(ColdStarts.Kind.OURS) / total(ColdStarts.Kind.PLAIN),
                0.7,
                " x"));
        budgets.add(new Budget(
                "first earn after priming, to the warm one",
                ColdStarts.samples(cold(ColdStarts.Kind.PRIMED), run -> run.first() / run.warm())
                        .median(),
                3,
                " x"));
        for (String operation : WarmPath.OPERATIONS) {
            Samples ours = warm(operation + " ours");
            Samples bare = warm(operation + " bare");
            budgets.add(new Budget(
                    "warm " + operation + ", p50 to the bare calls'", ours.median() / bare.median(), 1.25, " x"));
            budgets.add(new Budget(
                    "warm " + operation + ", p99 to the bare calls'",
                    ours.quantile(0.99) / bare.quantile(0.99),
                    2,
                    " x"));
        }
        budgets.add(new Budget("one hot account: earns lost or doubled", hot.wrong(), 0, ""));
        budgets.add(new Budget("deployable jar", jarBytes / MEGABYTE, 15, " MB"));
        return budgets;
    }

    /** The runs of a kind. */
    public List<ColdStarts.Run> cold(ColdStarts.Kind kind) {
        return cold.getOrDefault(kind, List.of());
    }

    /** Milliseconds of warm calls: an operation's name, and {@code ours} or {@code bare}. */
    public Samples warm(String what) {
        Samples samples = warm.millis().get(what);
        if (samples == null) {
            throw new IllegalStateException(what + " was not measured");
        }
        return samples;
    }

    private double total(ColdStarts.Kind kind) {
        return ColdStarts.samples(cold(kind), ColdStarts.Run::total).median();
    }
}
