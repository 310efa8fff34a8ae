package dev.tallystick.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Audits or rebuilds the books of the Tallystick that {@code make run} has started, or counts its figures anew. */
public final class Upkeep {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String WALK = "by-hand";

    /** On one machine there is one clock, and nothing is on its way for longer. */
    private static final long MARGIN_SECONDS = 10;

    private Upkeep() {}

    /** Takes {@code audit}, {@code rebuild} or {@code insights}, the cloud's {@code demo.json}, and {@code force} where a rebuild is meant so. */
    public static void main(String[] arguments) {
        try {
            Lambda lambda = new Lambda(Connection.read(Path.of(arguments[1])).endpoint("lambda"));
            boolean sound = switch (arguments[0]) {
                case "audit" -> audit(lambda);
                case "rebuild" -> rebuild(lambda, List.of(arguments).contains("force"));
                case "insights" -> insights(lambda);
                default -> throw new Fault("there is audit, rebuild and insights");
            };
            if (!sound) {
                System.exit(1);
            }
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(1);
        }
    }

    private static boolean audit(Lambda lambda) {
        Document report = walk(lambda, "AuditLedgerFunction", false);
        System.out.println("%s members, %s entries replayed; accounts that differ from their entries: %s."
                .formatted(
                        Amounts.whole(report.number("members")),
                        Amounts.whole(report.number("entries")),
                        Amounts.whole(report.number("differing"))));
        if (report.number("unbalancedBy") != 0) {
            System.out.println("The trial balance does not add up to zero but to %s points."
                    .formatted(Amounts.whole(report.number("unbalancedBy"))));
        }
        return report.number("differing") == 0 && report.number("unbalancedBy") == 0;
    }

    private static boolean rebuild(Lambda lambda, boolean force) {
        Document report = walk(lambda, "RebuildAccountsFunction", force);
        System.out.println(
                "%s members: %s accounts were right, %s rebuilt, %s ahead of the ledger, %s busy, %s with broken entries."
                        .formatted(
                                Amounts.whole(report.number("members")),
                                Amounts.whole(report.number("right")),
                                Amounts.whole(report.number("rebuilt")),
                                Amounts.whole(report.number("ahead")),
                                Amounts.whole(report.number("busy")),
                                Amounts.whole(report.number("broken"))));
        if (report.number("ahead") > 0) {
            System.out.println(
                    "Accounts that know more entries than the ledger were left alone. FORCE=1 makes them anew, which"
                            + " is right after the ledger was restored to an earlier moment, and never while anybody works.");
        }
        return report.number("ahead") + report.number("busy") + report.number("broken") == 0;
    }

    private static boolean insights(Lambda lambda) {
        Document report = lambda.invoke("RebuildInsightsFunction", Map.of("marginSeconds", MARGIN_SECONDS));
        System.out.println(
                "Counting what was recorded before, from %s on; readers see the figures as they were until all is counted."
                        .formatted(report.text("readFrom")));
        while (!report.flag("done")) {
            Pause.of(BETWEEN_LOOKS);
            report = lambda.invoke("RebuildInsightsFunction", Map.of("marginSeconds", MARGIN_SECONDS));
        }
        System.out.println(
                "%s entries counted anew from the ledger.".formatted(Amounts.whole(report.number("entries"))));
        return true;
    }

    /** One call goes as far as its time reaches; the next goes on there. */
    private static Document walk(Lambda lambda, String function, boolean force) {
        Document report = lambda.invoke(function, Map.of("walk", WALK, "restart", true, "force", force));
        tell(report);
        while (!report.flag("done")) {
            System.out.println("%s members so far …".formatted(Amounts.whole(report.number("members"))));
            report = lambda.invoke(function, Map.of("walk", WALK, "force", force));
            tell(report);
        }
        return report;
    }

    private static void tell(Document report) {
        report.objects("differences")
                .forEach(found ->
                        System.out.println("%s: %s".formatted(found.text("member"), found.text("difference"))));
    }
}
