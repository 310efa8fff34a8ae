package dev.tallystick.bench.growth;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The simulated Saturdays as tables: what each event does, a column a load. */
final class SaturdayTables {

    private static final long SEED = 1;
    private static final List<Event> EVENTS = List.of(Event.values());

    /** What is proposed for many shards: the day on which the figures are out, with batches that are gathered for longer. */
    private static final int GATHERED_LONGER = EVENTS.size();

    private static final int LONGER_SECONDS = 3;

    /** Of each load, a day for each event and one more. */
    private final List<List<Simulation>> days;

    private SaturdayTables(List<List<Simulation>> days) {
        this.days = days;
    }

    /** Simulates them all. */
    static SaturdayTables simulated() {
        return new SaturdayTables(Load.ALL.stream()
                .map(load -> days(load)
                        .parallel()
                        .map(day -> Simulation.of(day, SEED))
                        .toList())
                .toList());
    }

    private static Stream<Day> days(Load load) {
        return Stream.concat(
                EVENTS.stream().map(event -> Day.saturday(load, event)),
                Stream.of(Day.saturday(load, Event.FIGURES_OUT).withWindow(LONGER_SECONDS)));
    }

    /** One who takes entries, on one of the days. */
    private record Taker(int day, String what, String name, Function<Simulation, Lag> lag) {

        private static final List<Taker> SHOWN = List.of(
                figures(Event.NONE),
                new Taker(0, Event.NONE.text(), "feed", day -> day.feed().lag()),
                new Taker(
                        0,
                        Event.NONE.text(),
                        "a webhook that wants a hundredth",
                        day -> day.webhook().lag()),
                figures(Event.FIGURES_OUT),
                new Taker(
                        GATHERED_LONGER,
                        "the same, batches gathered for %d seconds".formatted(LONGER_SECONDS),
                        "figures",
                        day -> day.figures().lag()),
                new Taker(
                        EVENTS.indexOf(Event.FIGURES_OUT),
                        Event.FIGURES_OUT.text(),
                        "feed",
                        day -> day.feed().lag()),
                figures(Event.POISONED),
                figures(Event.TILLS),
                figures(Event.MONTH_END),
                figures(Event.HOT_ACCOUNT));

        private static Taker figures(Event event) {
            return new Taker(
                    EVENTS.indexOf(event),
                    event.text(),
                    "figures",
                    day -> day.figures().lag());
        }
    }

    String text() {
        return """
                From noon to eight in the evening; most purchases at three, as many a second as the load says. Half of the entries are taken within · 99 of 100 · all:

                %s
                Entries that wait at most · how long after it was over the last late one (of more than %.0f seconds) is taken:

                %s
                How full, and how much of what there is in the busiest minute: with nothing else · on the worst of these days, if that is more:

                %s""".formatted(
                        table("what happens | who takes the entries", lags(SaturdayTables::ages)),
                        Lag.LATE,
                        table("what happens | who takes the entries", lags(SaturdayTables::backlog)),
                        table("", uses()));
    }

    private static String table(String first, String rows) {
        return "| " + first + " | " + Load.ALL.stream().map(Load::name).collect(Collectors.joining(" | ")) + " |\n|"
                + "---|".repeat(first.split("\\|", -1).length + Load.ALL.size()) + "\n" + rows;
    }

    private String row(String first, Function<List<Simulation>, String> cell) {
        return "| " + first + " | " + days.stream().map(cell).collect(Collectors.joining(" | ")) + " |\n";
    }

    private String lags(BiFunction<Simulation, Lag, String> cell) {
        return Taker.SHOWN.stream()
                .map(taker -> row(taker.what() + " | " + taker.name(), ofLoad -> {
                    Simulation day = ofLoad.get(taker.day());
                    return cell.apply(day, taker.lag().apply(day));
                }))
                .collect(Collectors.joining());
    }

    private static String ages(Simulation day, Lag lag) {
        return Stream.of(0.5, 0.99, 1.0).map(share -> time(lag.age(share))).collect(Collectors.joining(" · "));
    }

    private static String backlog(Simulation day, Lag lag) {
        String waiting = "%,d · ".formatted(lag.largestBacklog());
        if (lag.lateUntil() == 0) {
            return waiting + "none is late";
        }
        return day.isLate(lag)
                ? waiting + "**late at eight**"
                : waiting + time(lag.lateUntil() - day.day().event().over());
    }

    private static String time(double seconds) {
        if (seconds < 100) {
            return "%.1f s".formatted(seconds);
        }
        return seconds < 6_000 ? "%.0f min".formatted(seconds / 60) : "%.1f h".formatted(seconds / 3_600);
    }

    private String uses() {
        return row(
                        "entries a message, of %.0f, on average".formatted(Limit.STREAM_BATCH.value()),
                        ofLoad -> "%.1f".formatted(entriesOfAMessage(ofLoad.getFirst())))
                + row(
                        "messages a transaction of the figures, of %.0f, on average · where they were out"
                                .formatted(Design.MESSAGES_TOGETHER),
                        ofLoad -> "%.1f · %.1f"
                                .formatted(
                                        messagesOfATransaction(ofLoad.getFirst()),
                                        messagesOfATransaction(ofLoad.get(EVENTS.indexOf(Event.FIGURES_OUT)))))
                + use(
                        "Ledger",
                        Limit.TABLE_WRITE.value(),
                        "WRU/s",
                        day -> day.entries().busiest() * Design.ENTRY_WRITE_UNITS)
                + use(
                        "the fullest shard in one second",
                        Arrivals.MOST_OF_A_SHARD,
                        "entries",
                        day -> day.arrivals().fullest())
                + use(
                        "functions that answer, carry out rows, or relay",
                        Limit.CONCURRENCY.value(),
                        "at a time",
                        day -> day.functions().busiest())
                + use(
                        "a consumer's queue",
                        Limit.HIGH_FIFO.value(),
                        "messages/s",
                        day -> day.messages().busiest())
                + use(
                        "figures, ten messages together",
                        Growth.oneItem() * Design.MESSAGES_TOGETHER,
                        "messages/s",
                        day -> day.figures().messages().busiest())
                + row(
                        "purchases of the hot account that are refused after %d seconds"
                                .formatted(Design.TRIES_SECONDS),
                        ofLoad -> GrowthPage.percent(ofLoad.get(EVENTS.indexOf(Event.HOT_ACCOUNT))
                                .arrivals()
                                .refused()));
    }

    private static double entriesOfAMessage(Simulation day) {
        return day.entries().mean() / day.messages().mean();
    }

    private static double messagesOfATransaction(Simulation day) {
        return day.figures().messages().mean() / day.figures().transactions().mean();
    }

    private String use(String thing, double most, String unit, ToDoubleFunction<Simulation> used) {
        return row("%s, of %,.0f %s".formatted(thing, most, unit), ofLoad -> {
            Simulation worst = ofLoad.subList(0, GATHERED_LONGER).stream()
                    .max(Comparator.comparingDouble(used))
                    .orElseThrow();
            String usual = GrowthPage.percent(used.applyAsDouble(ofLoad.getFirst()) / most);
            String larger = GrowthPage.percent(used.applyAsDouble(worst) / most);
            return usual.equals(larger)
                    ? usual
                    : "%s · %s (%s)"
                            .formatted(usual, larger, worst.day().event().shortName());
        });
    }
}
