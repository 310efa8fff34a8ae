package dev.tallystick.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of it, for a retailer to read.
 *
 * @param figures by source, as Tallystick counts them
 * @param entriesBefore in the ledger's table before anything was played
 * @param entriesAfter and afterwards
 */
public record Report(
        Played played, Map<String, Figures> figures, TrialBalance trialBalance, long entriesBefore, long entriesAfter) {

    /** The seeded customer's enrolment is in every ledger that the demo meets. */
    private static final long ENTRIES_OF_THE_SEED = 1;

    /** The report. */
    public String text() {
        return String.join(
                "\n\n",
                whatHappened(),
                bySource(),
                earnedHereSpentThere(),
                customers(),
                "Trial balance, in points (issued and redeemed are the program's side, available is what it owes)\n"
                        + accounts(),
                check());
    }

    /** Whether everything adds up. */
    public boolean isSound() {
        return trialBalance.sum() == 0
                && trialBalance.entries() == entriesAfter
                && (agrees() || entriesOfOthers() > ENTRIES_OF_THE_SEED);
    }

    private String whatHappened() {
        String done = "%s purchases and %s redemptions"
                .formatted(
                        Amounts.whole(played.purchases().acknowledged()),
                        Amounts.whole(played.redemptions().acknowledged()));
        if (played.isAllReplayed() && entriesBefore == entriesAfter) {
            return done + " were already there: nothing changed.";
        }
        long replayed = played.purchases().replayed() + played.redemptions().replayed();
        return "Recorded %s of %s customers%s."
                .formatted(
                        done,
                        Amounts.whole(played.enrolments().acknowledged()),
                        replayed == 0 ? "" : "; %s of them were already there".formatted(Amounts.whole(replayed)));
    }

    private String bySource() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "", "purchases", "turnover EUR", "points earned", "points redeemed", "worth EUR"));
        for (Channel channel : Channel.values()) {
            figures.forEach((source, sums) -> {
                if (channelOf(source) == channel && isOfCustomers(sums)) {
                    rows.add(row(channel.title(), source, sums));
                }
            });
        }
        for (Channel channel : List.of(Channel.ONLINE, Channel.IN_STORE)) {
            rows.add(row("all " + channel.title(), "", of(channel)));
        }
        rows.add(row("all", "", all()));
        return new TextTable(2, rows).text();
    }

    private static List<String> row(String channel, String source, Figures sums) {
        return List.of(
                channel,
                source,
                Amounts.whole(sums.purchases()),
                Amounts.euros(sums.turnoverCents()),
                Amounts.whole(sums.earned()),
                Amounts.whole(sums.redeemed()),
                Amounts.euros(sums.valueCents()));
    }

    private String earnedHereSpentThere() {
        Figures online = of(Channel.ONLINE);
        Figures inStore = of(Channel.IN_STORE);
        return new TextTable(
                        1,
                        List.of(
                                List.of("Earned here, spent there", "spent online", "spent in store"),
                                List.of(
                                        "points earned online",
                                        Amounts.whole(online.redeemedEarnedOnline()),
                                        Amounts.whole(inStore.redeemedEarnedOnline())),
                                List.of(
                                        "points earned in store",
                                        Amounts.whole(online.redeemedEarnedInStore()),
                                        Amounts.whole(inStore.redeemedEarnedInStore()))))
                .text();
    }

    private String customers() {
        Figures all = all();
        long acrossChannels =
                of(Channel.IN_STORE).redeemedEarnedOnline() + of(Channel.ONLINE).redeemedEarnedInStore();
        return ("%s of %s customers bought in both channels, and for %s the figures saw a first purchase in their second one.\n"
                        + "Of %s points spent, %s were spent in the other channel than the one they were earned in.")
                .formatted(
                        Amounts.whole(played.customersInBothChannels()),
                        Amounts.whole(played.enrolments().acknowledged()),
                        Amounts.whole(all.crossedOver()),
                        Amounts.whole(all.redeemed()),
                        Amounts.whole(acrossChannels));
    }

    private String accounts() {
        List<List<String>> rows = new ArrayList<>();
        trialBalance.accounts().forEach((account, points) -> rows.add(List.of(account, Amounts.whole(points))));
        rows.add(List.of("sum", Amounts.whole(trialBalance.sum())));
        return new TextTable(1, rows).text();
    }

    private String check() {
        String entries = "%s entries in the ledger, %s counted in the figures."
                .formatted(Amounts.whole(entriesAfter), Amounts.whole(trialBalance.entries()));
        String acknowledged = "Added up from the answers: %s points earned, %s redeemed, worth %s EUR"
                .formatted(
                        Amounts.whole(played.pointsEarned()),
                        Amounts.whole(played.pointsRedeemed()),
                        Amounts.euros(played.valueCents()));
        return entries + "\n" + acknowledged + verdict();
    }

    private String verdict() {
        if (agrees()) {
            return ", as in the figures.";
        }
        return entriesOfOthers() > ENTRIES_OF_THE_SEED
                ? ".\nThe figures differ, as they should: the ledger has %s entries that are not the demo's."
                        .formatted(Amounts.whole(entriesOfOthers()))
                : ".\nTHE FIGURES DIFFER, and the ledger has nothing but the demo's entries.";
    }

    private boolean agrees() {
        return trialBalance.points("issued") == -played.pointsEarned()
                && trialBalance.points("redeemed") == played.pointsRedeemed()
                && all().earned() == played.pointsEarned()
                && all().redeemed() == played.pointsRedeemed()
                && all().valueCents() == played.valueCents()
                && all().purchases() == played.purchases().acknowledged();
    }

    private long entriesOfOthers() {
        return entriesAfter - played.entries();
    }

    private Figures of(Channel channel) {
        return figures.entrySet().stream()
                .filter(source -> channelOf(source.getKey()) == channel)
                .map(Map.Entry::getValue)
                .reduce(Figures.NONE, Figures::plus);
    }

    private Figures all() {
        return figures.values().stream().reduce(Figures.NONE, Figures::plus);
    }

    private static boolean isOfCustomers(Figures sums) {
        return sums.purchases() != 0 || sums.redeemed() != 0;
    }

    /** Sources that are not of the demo are shown with the office. */
    private static Channel channelOf(String source) {
        return Source.named(source).map(Source::channel).orElse(Channel.OFFICE);
    }
}
