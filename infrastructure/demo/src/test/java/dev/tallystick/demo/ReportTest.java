package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final long ENTRIES = 1_210 + 1;

    private static final Map<String, Figures> FIGURES = figures();

    @Test
    void isATableThatARetailerReads() {
        assertThat(report(played(0), 1, ENTRIES).text()).isEqualTo("""
                        Recorded 1,200 purchases and 3 redemptions of 7 customers.

                                               purchases  turnover EUR  points earned  points redeemed  worth EUR
                        online        web          1,000     12,345.67         12,000              100       1.00
                        in store      store-1        150      1,000.00            990              200       2.00
                        in store      store-2         50        100.05             10                0       0.00
                        all online                 1,000     12,345.67         12,000              100       1.00
                        all in store                 200      1,100.05          1,000              200       2.00
                        all                        1,200     13,445.72         13,000              300       3.00

                        Earned here, spent there  spent online  spent in store
                        points earned online                60             180
                        points earned in store              40              20

                        7 of 7 customers bought in both channels, and for 7 the figures saw a first purchase in their second one.
                        Of 300 points spent, 220 were spent in the other channel than the one they were earned in.

                        Trial balance, in points (issued and redeemed are the program's side, available is what it owes)
                        available   12,700
                        held             0
                        pending          0
                        debt             0
                        issued     -13,000
                        redeemed       300
                        expired          0
                        adjusted         0
                        forfeited        0
                        sum              0

                        1,211 entries in the ledger, 1,211 counted in the figures.
                        Added up from the answers: 13,000 points earned, 300 redeemed, worth 3.00 EUR, as in the figures.""");
    }

    @Test
    void saysThatASecondRunChangedNothing() {
        assertThat(report(played(1), ENTRIES, ENTRIES).text())
                .startsWith("1,200 purchases and 3 redemptions were already there: nothing changed.\n");
    }

    @Test
    void saysHowMuchWasThereAlreadyAfterARunThatWasBrokenOff() {
        Played half = new Played(new Count(7, 7), new Count(1_200, 600), new Count(3, 1), 7, 13_000, 300, 300);
        assertThat(report(half, 600, ENTRIES).text())
                .startsWith(
                        "Recorded 1,200 purchases and 3 redemptions of 7 customers; 601 of them were already there.\n");
    }

    @Test
    void isSoundWhereEverythingAgrees() {
        assertThat(report(played(0), 1, ENTRIES).isSound()).isTrue();
    }

    @Test
    void isNotSoundWhereTheFiguresDifferFromTheAnswersForNoReason() {
        Report report = report(earned(12_999), 1, ENTRIES);
        assertThat(report.text()).contains("THE FIGURES DIFFER");
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void saysThatTheFiguresDifferWhereOthersRecordedToo() {
        Report report = report(earned(12_880), 1, ENTRIES + 2, ENTRIES + 2);
        assertThat(report.text()).contains("the ledger has 3 entries that are not the demo's.");
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void isNotSoundWhereAnEntryIsNotCounted() {
        assertThat(report(played(0), 1, ENTRIES, ENTRIES - 1).isSound()).isFalse();
    }

    @Test
    void countsSourcesThatAreNotTheDemosInTheWhole() {
        Map<String, Figures> figures = figures();
        figures.put("kiosk", new Figures(1, 100, 1, 0, 0, 0, 0, 0, 0));
        assertThat(new Report(played(0), figures, trialBalance(ENTRIES), 1, ENTRIES).text())
                .contains("office        kiosk", "all                        1,201     13,446.72");
    }

    private static Report report(Played played, long before, long after) {
        return report(played, before, after, after);
    }

    private static Report report(Played played, long before, long after, long counted) {
        return new Report(played, FIGURES, trialBalance(counted), before, after);
    }

    private static Played played(int replayed) {
        return new Played(
                new Count(7, 7L * replayed),
                new Count(1_200, 1_200L * replayed),
                new Count(3, 3L * replayed),
                7,
                13_000,
                300,
                300);
    }

    private static Played earned(long points) {
        return new Played(new Count(7, 0), new Count(1_200, 0), new Count(3, 0), 7, points, 300, 300);
    }

    private static Map<String, Figures> figures() {
        Map<String, Figures> figures = new LinkedHashMap<>();
        figures.put("store-1", new Figures(150, 100_000, 990, 200, 180, 20, 200, 0, 4));
        figures.put("store-2", new Figures(50, 10_005, 10, 0, 0, 0, 0, 0, 0));
        figures.put("web", new Figures(1_000, 1_234_567, 12_000, 100, 60, 40, 100, 8, 3));
        return figures;
    }

    private static TrialBalance trialBalance(long entries) {
        Map<String, Object> fields =
                new LinkedHashMap<>(Map.of("available", 12_700, "issued", -13_000, "redeemed", 300));
        for (String account : new String[] {"held", "pending", "debt", "expired", "adjusted", "forfeited", "sum"}) {
            fields.put(account, 0);
        }
        fields.put("entries", entries);
        return TrialBalance.of(new Document(fields));
    }
}
