package dev.tallystick.bench.run;

import dev.tallystick.bench.cold.ColdStarts;
import dev.tallystick.bench.cold.LoadedClasses;
import dev.tallystick.bench.hot.HotAccount;
import dev.tallystick.bench.pure.PureParts;
import dev.tallystick.bench.report.PerformancePage;
import dev.tallystick.bench.store.Store;
import dev.tallystick.bench.store.Tenant;
import dev.tallystick.bench.warm.WarmPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code make bench}: measures, writes a page, and says of each budget whether it is met. */
public final class Bench {

    private Bench() {}

    /** Takes {@code full} or {@code quick}; only the full one writes into {@code docs}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = List.of(arguments).contains("quick");
        Site site = Site.here();
        Path docs = site.root().resolve(quick ? "infrastructure/bench/target/docs" : "docs");
        Results results = measure(site, quick ? Effort.QUICK : Effort.FULL);
        PerformancePage.write(results, docs);
        System.out.println();
        System.out.println("written: " + site.root().relativize(docs.resolve("performance.md")));
        results.budgets().forEach(budget -> System.out.println(budget.line()));
    }

    /** Everything once. */
    static Results measure(Site site, Effort effort) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        try (Store store = Store.start(site)) {
            say("processes: %d rounds of %d kinds", effort.coldRounds(), ColdStarts.Kind.values().length);
            Tenant tenant = Tenant.open(site, store);
            Map<ColdStarts.Kind, List<ColdStarts.Run>> cold = ColdStarts.measure(site, tenant, effort);
            Map<ColdStarts.Kind, Map<String, Integer>> classes = new EnumMap<>(ColdStarts.Kind.class);
            for (ColdStarts.Kind kind : List.of(ColdStarts.Kind.PLAIN, ColdStarts.Kind.OURS)) {
                classes.put(kind, LoadedClasses.count(site, tenant, kind));
            }
            say("one process: %d calls of each kind, after %d", effort.warmCalls(), effort.warmUp());
            WarmPath warm = WarmPath.measure(site, store, effort);
            say("one account: many writers");
            HotAccount hot = HotAccount.measure(site, store, effort);
            say("without input and output: %d processes", effort.forks());
            Map<String, double[]> pure = PureParts.measure(effort);
            return new Results(
                    LocalDate.now(ZoneOffset.UTC),
                    machine,
                    effort,
                    cold,
                    classes,
                    warm,
                    hot,
                    pure,
                    Files.size(site.deployable()));
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
