package dev.tallystick.bench.report;

import dev.tallystick.bench.cold.ColdStarts;
import dev.tallystick.bench.cold.ColdStarts.Kind;
import dev.tallystick.bench.hot.HotAccount;
import dev.tallystick.bench.run.Budget;
import dev.tallystick.bench.run.Machine;
import dev.tallystick.bench.run.Results;
import dev.tallystick.bench.run.Samples;
import dev.tallystick.bench.warm.WarmPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;

/** {@code docs/performance.md} and its pictures, of what was measured. */
public final class PerformancePage {

    private final Results results;

    private PerformancePage(Results results) {
        this.results = results;
    }

    /** Writes {@code performance.md} and {@code images/performance-*.svg} into a folder. */
    public static void write(Results results, Path docs) throws IOException {
        PerformancePage page = new PerformancePage(results);
        Path images = Files.createDirectories(docs.resolve("images"));
        Files.writeString(images.resolve("performance-cold.svg"), page.coldPicture());
        Files.writeString(images.resolve("performance-warm.svg"), page.warmPicture());
        Files.writeString(docs.resolve("performance.md"), page.text());
    }

    private String text() {
        return "# How fast it is\n\n" + Words.HEAD + "\n" + machine() + "\n" + budgets() + cold() + classes() + warm()
                + hot() + profile() + pure();
    }

    private String machine() {
        Machine machine = results.machine();
        return String.format(
                Locale.ROOT,
                "Measured on %s, with %d cores of %s, %s, %s. Load of the minute before: %.1f. Effort: %s.%n",
                results.day(),
                machine.cores(),
                machine.processor(),
                machine.jdk(),
                machine.system(),
                machine.load(),
                results.effort().name());
    }

    private String budgets() {
        List<List<String>> rows = new ArrayList<>();
        for (Budget budget : results.budgets()) {
            rows.add(List.of(
                    budget.name(),
                    Tables.number(budget.figure()) + budget.unit(),
                    Tables.number(budget.limit()) + budget.unit(),
                    budget.met() ? "met" : "missed"));
        }
        return "## Budgets\n\n" + Tables.table(List.of("figure", "measured", "limit", ""), rows);
    }

    private String cold() {
        List<List<String>> rows = new ArrayList<>();
        double empty = of(Kind.EMPTY, ColdStarts.Run::total).median();
        for (Kind kind : Kind.values()) {
            rows.add(List.of(
                    kind.title(),
                    Integer.toString(results.cold(kind).size()),
                    Tables.cell(of(kind, ColdStarts.Run::ready)),
                    kind.restored() ? Tables.cell(of(kind, ColdStarts.Run::restore)) : "",
                    Tables.cell(of(kind, ColdStarts.Run::first)),
                    Tables.cell(of(kind, ColdStarts.Run::total)),
                    Tables.cell(of(kind, ColdStarts.Run::processor)),
                    Tables.number(of(kind, ColdStarts.Run::total).median() / empty)));
        }
        return "## Processes\n\n" + Words.COLD + "\n![Processes](images/performance-cold.svg)\n\n"
                + Tables.table(
                        List.of(
                                "handler",
                                "processes",
                                "ready, ms",
                                "of it after the restore, ms",
                                "first call, ms",
                                "start to first answer, ms",
                                "processor time, ms",
                                "to the empty one"),
                        rows)
                + "Warm, through the same runtime client: "
                + Tables.cell(of(Kind.PRIMED, ColdStarts.Run::warm)) + " ms an earn, "
                + Tables.cell(of(Kind.EMPTY_RESTORED, ColdStarts.Run::warm))
                + " ms a call of the empty handler, whose first call took "
                + Tables.number(
                        of(Kind.EMPTY_RESTORED, run -> run.first() / run.warm()).median())
                + " times as long: so much of a first call is the runtime's own. A second after the call before, a warm earn takes "
                + Tables.cell(of(Kind.PRIMED, ColdStarts.Run::paused)) + " ms, "
                + Tables.number(
                        of(Kind.PRIMED, run -> run.paused() / run.warm()).median())
                + " times as long as one that follows at once; the empty handler then takes "
                + Tables.cell(of(Kind.EMPTY_RESTORED, ColdStarts.Run::paused))
                + " ms. The first call, which follows the hooks at once, takes "
                + Tables.number(
                        of(Kind.PRIMED, run -> run.first() / run.paused()).median())
                + " times as long as such a warm one.\n\n";
    }

    private String classes() {
        TreeSet<String> sources = new TreeSet<>();
        results.classes().values().forEach(counts -> sources.addAll(counts.keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String source : sources) {
            List<String> row = new ArrayList<>(List.of(source));
            results.classes().values().forEach(counts -> row.add(Integer.toString(counts.getOrDefault(source, 0))));
            rows.add(row);
        }
        List<String> head = new ArrayList<>(List.of("classes from"));
        results.classes().keySet().forEach(kind -> head.add(kind.title()));
        return "## What loads\n\n" + Words.CLASSES + "\n" + Tables.table(head, rows);
    }

    private String warm() {
        List<List<String>> rows = new ArrayList<>();
        for (String operation : WarmPath.OPERATIONS) {
            for (String who : List.of("ours", "bare")) {
                Samples millis = results.warm(operation + " " + who);
                Samples bytes = results.warm().bytes().getOrDefault(operation + " " + who, millis);
                rows.add(List.of(
                        operation,
                        who.equals("ours") ? "whole function" : "bare calls",
                        Integer.toString(millis.count()),
                        Tables.cell(millis),
                        Tables.number(millis.quantile(0.99)),
                        Tables.number(bytes.median() / 1024)));
            }
        }
        return "## Warm\n\n" + Words.WARM + "\n![Warm calls](images/performance-warm.svg)\n\n"
                + Tables.table(List.of("", "", "calls", "p50, ms", "p99, ms", "allocated, KiB"), rows);
    }

    private String hot() {
        HotAccount hot = results.hot();
        return "## One hot account\n\n" + Words.HOT + "\n"
                + Tables.table(
                        List.of(
                                "writers at a time",
                                "earns",
                                "transactions sent for one",
                                "answers 503, sent again",
                                "ms an earn",
                                "lost or doubled"),
                        List.of(List.of(
                                Integer.toString(hot.writers()),
                                Integer.toString(hot.millis().count()),
                                Tables.number(
                                        (double) hot.attempts() / hot.millis().count()),
                                Long.toString(hot.busy()),
                                Tables.cell(hot.millis()),
                                Long.toString(hot.wrong()))));
    }

    private String profile() {
        return "## Where time and memory go\n\n" + Words.PROFILE + "\n"
                + Shares.table(results.warm().profiles(), "cpu package", "processor, by package")
                + Shares.table(results.warm().profiles(), "cpu frame", "processor, by method")
                + Shares.table(results.warm().profiles(), "alloc package", "allocation, by package")
                + Shares.table(results.warm().profiles(), "alloc frame", "allocation, by method");
    }

    private String pure() {
        List<List<String>> rows = new ArrayList<>();
        results.pure()
                .forEach((name, each) -> rows.add(List.of(
                        name,
                        Tables.number(each[0] / 1000) + " (± " + Tables.number(each[1] / 1000) + ")",
                        Tables.number(each[2] / 1024))));
        return "## Without input and output\n\n" + Words.PURE + "\n"
                + Tables.table(List.of("part", "µs a call", "allocated, KiB"), rows);
    }

    private String coldPicture() {
        List<Bars.Bar> bars = new ArrayList<>();
        for (Kind kind : List.of(Kind.EMPTY, Kind.PLAIN, Kind.OURS)) {
            bars.add(bar(kind.title(), of(kind, ColdStarts.Run::total)));
        }
        bars.add(bar("plain, first call after a snapshot", of(Kind.PLAIN_RESTORED, ColdStarts.Run::first)));
        bars.add(bar("Tallystick, first call primed", of(Kind.PRIMED, ColdStarts.Run::first)));
        bars.add(bar("Tallystick, warm", of(Kind.PRIMED, ColdStarts.Run::warm)));
        return Bars.svg("From the process's start to the first answered earn", "ms", bars);
    }

    private String warmPicture() {
        List<Bars.Bar> bars = new ArrayList<>();
        for (String operation : WarmPath.OPERATIONS) {
            bars.add(bar(operation + ", whole function", results.warm(operation + " ours")));
            bars.add(bar(operation + ", bare calls", results.warm(operation + " bare")));
        }
        return Bars.svg("Warm calls: median, and from the 10th to the 90th of 100", "ms", bars);
    }

    private static Bars.Bar bar(String name, Samples samples) {
        return new Bars.Bar(name, samples.median(), samples.spread()[0], samples.spread()[1]);
    }

    private Samples of(Kind kind, Function<ColdStarts.Run, Double> figure) {
        return ColdStarts.samples(results.cold(kind), figure);
    }
}
