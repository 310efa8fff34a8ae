package dev.tallystick.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** Plays a year of real purchases against the Tallystick that {@code make run} has started, and reports. */
public final class Demo {

    private static final int LANES = 4;
    private static final LocalDate FIRST_DAY = LocalDate.of(2017, 1, 1);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private Demo() {}

    /** Takes the {@code demo.json} of the cloud to play against; by default that of the one started last. */
    public static void main(String[] arguments) {
        try {
            Report report = play(arguments.length > 0 ? Path.of(arguments[0]) : Connection.USUAL, System.out);
            System.out.println("\n" + report.text());
            if (!report.isSound()) {
                System.exit(1);
            }
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(1);
        }
    }

    private static Report play(Path file, PrintStream out) {
        Connection connection = Connection.read(file);
        Api api = new Api(connection.api());
        api.checkHealth();
        Story story = Story.read();
        out.println("""
                Playing %s real purchases: %s customers, a web shop and two stores.
                They are orders of one public data set and receipts of another, all dated 2017; that a customer of the
                one and a household of the other are one person is made up. Points are spent today.""".formatted(
                        Amounts.whole(story.purchases().size()),
                        Amounts.whole(story.customers().size())));
        long before = ledger(file).count();
        Played played = play(story, new Player(api, connection));
        if (api.repeats() > 0) {
            out.println("%s requests were turned away or got no answer at first, and were sent again."
                    .formatted(Amounts.whole(api.repeats())));
        }
        Insights insights = new Insights(api, connection.key(Source.OFFICE));
        TrialBalance trialBalance = awaitFigures(ledger(file), insights, out);
        LocalDate tomorrow = LocalDate.now(ZONE).plusDays(1);
        return new Report(played, insights.bySource(FIRST_DAY, tomorrow), trialBalance, before, trialBalance.entries());
    }

    /** Found anew each time: a cloud that was restarted meanwhile has its tables at another port. */
    private static LedgerTable ledger(Path file) {
        return LedgerTable.find(Connection.read(file).endpoint("dynamodb"));
    }

    private static Played play(Story story, Player player) {
        try (ProgressLine progress = ProgressLine.onStandardOutput()) {
            return player.play(story, LANES, progress);
        }
    }

    /** Every entry of the ledger's table in the figures, which they reach a moment after they are recorded. */
    private static TrialBalance awaitFigures(LedgerTable ledger, Insights insights, PrintStream out) {
        long start = System.nanoTime();
        boolean told = false;
        while (true) {
            TrialBalance trialBalance = insights.trialBalance();
            long counted = trialBalance.entries();
            long entries = ledger.count();
            if (counted == entries) {
                return trialBalance;
            }
            if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                throw new Fault(
                        "after %d minutes the figures have %s of %s entries: look at its logs, or try again later"
                                .formatted(LONGEST_WAIT.toMinutes(), Amounts.whole(counted), Amounts.whole(entries)));
            }
            if (!told) {
                out.println("Waiting for the figures: they have %s of %s entries."
                        .formatted(Amounts.whole(counted), Amounts.whole(entries)));
                told = true;
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }
}
