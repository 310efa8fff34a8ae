package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a till did while it was offline is told later: the goods are gone, and its clock may be wrong. */
class OfflineTest {

    /** 100 points to spend, and a program that books up to 200 of a till that was offline. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 100 offline                     -> has nothing | posts available=-100 redeemed=100 | moves 2028-11=-100/0
            redeem r1 150 offline                     -> has debt 50 | posts available=-100 debt=-50 redeemed=150
            redeem r1 150 offline                     -> r1 redeemed 150 of 150 worth 1.50 | moves 2028-11=-100/0
            redeem r1 200 offline                     -> has debt 100 | r1 redeemed 200 of 200 worth 2.00
            redeem r1 201 offline                     -> refused InsufficientPoints 100
            redeem r1 101                             -> refused InsufficientPoints 100
            hold r1 101                               -> refused InsufficientPoints 100
            redeem r1 150 offline | redeem r2 1 offline   -> has debt 51 | posts debt=-1 redeemed=1 | moves none
            redeem r1 150 offline | redeem r2 200 offline -> has debt 250
            redeem r1 150 offline | redeem r2 1           -> refused InsufficientPoints debt 50
            buy p2 200.00 | redeem r1 250 offline     -> has 50
            buy p2 200.00 | redeem r1 301 offline     -> refused InsufficientPoints 300
            hold h1 60 | redeem r1 100 offline        -> has held 60 debt 60 | posts available=-40 debt=-60 redeemed=100
            hold h1 60 | redeem r1 100 offline | release h1                                          -> has nothing
            redeem r1 150 offline | buy p2 80.00      -> has 30 | posts available=30 debt=50 issued=-80
            +1000d | redeem r1 10 offline             -> has debt 10 | posts debt=-10 redeemed=10
            program offline=0 | redeem r1 101 offline -> refused InsufficientPoints 100
            program minimum=20 | redeem r1 19 offline -> refused BelowMinimum
            program step=5 | redeem r1 102 offline    -> refused NotAStep
            """)
    void aRedemptionTakenOfflineIsBookedEvenIntoDebt(String told, String expected) {
        Story.check("program minimum=1 offline=200 | buy p1 100.00 | " + told, expected);
    }

    /** 100 points in the lot of 2028-11, 150 spent of them offline: a debt of 50. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            void r1                         -> has 100 | posts available=100 debt=50 redeemed=-150 | moves 2028-11=100/0
            reverse r1                      -> has 100 | posts available=100 debt=50 redeemed=-150 | back 150 worth 1.50
            reverse r1 30                   -> has debt 20 | posts debt=30 redeemed=-30 | moves none | back 30 worth 0.30
            reverse r1 50                   -> has nothing | moves none | r1 partially_reversed 100 of 150 worth 1.00
            reverse r1 51                   -> has 1 | posts available=1 debt=50 redeemed=-51 | moves 2028-11=1/0
            reverse r1 30 | reverse r1 70   -> has 50 | posts available=50 debt=20 redeemed=-70 | moves 2028-11=50/0
            reverse r1 30 | reverse r1      -> has 100 | r1 reversed 0 of 150 worth 0.00
            reverse r1 30 | reverse r1 121  -> refused ReversalExceedsRedemption 120
            buy p2 30.00 | void r1          -> has 130 | posts available=130 debt=20 redeemed=-150 | moves 2026-12=0/30 2028-11=100/0
            buy p2 50.00 | void r1          -> has 150 | moves 2026-12=0/50 2028-11=100/0
            buy p2 80.00 | void r1          -> has 180 | lots 2026-12=0/50 2028-11=130/0
            buy p2 50.00 | reverse r1 20 | reverse r1 20 | reverse r1 20 -> has 60 | lots 2026-12=0/50 2028-11=10/0
            program grace=90 | buy p2 50.00 | void r1 -> lots 2027-02=0/50 2028-11=100/0
            redeem r2 60 offline | void r1  -> has 40 | posts available=40 debt=110 redeemed=-150 | moves 2028-11=40/0
            redeem r2 60 offline | void r2  -> has debt 50 | posts debt=60 redeemed=-60
            redeem r2 60 offline | void r2 | void r1  -> has 100 | lots 2028-11=100/0
            buy p2 10.00 with r1 | refund p2 10.00    -> back 8 and 150 | has 100 | lots 2026-12=0/8 2028-11=92/0
            buy p2 10.00 with r1 | refund p2 2.00     -> back 2 and 30 | has debt 14
            buy p2 10.00 with r1 | void p2  -> has 100 | r1 reversed 0 of 150 worth 0.00
            +1000d | void r1                -> has 100 | moves 2029-09=100/0
            """)
    void whatIsGivenBackOfItBeginsWithWhatTheMemberDidNotHave(String told, String expected) {
        Story.check("program minimum=1 offline=200 | buy p1 100.00 | redeem r1 150 offline | " + told, expected);
    }

    @Test
    void whatIsUndoneIsAsBeforeEvenWhereLotsEndBeforeTheGraceDays() {
        Story.check(
                "program minimum=1 offline=200 months=1 grace=90 | buy p1 100.00 | redeem r1 150 offline | void r1",
                "has 100 | moves 2026-12=100/0 | lots 2026-12=100/0");
    }

    /** Nothing to spend: all 80 points are debt, then 100 are earned. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 80 offline        -> has 20 | moves 2026-12=0/80
            redeem r1 80 offline online -> has 20 | moves 2026-12=80/0
            """)
    void pointsThatWereNeverEarnedCountToWhereTheyWereSpent(String told, String expected) {
        String[] both = expected.split("\\|", 2);
        String program = "program minimum=1 offline=200 | ";
        Story.check(program + told + " | buy p1 100.00", both[0]);
        Story.check(program + told + " | buy p1 100.00 | void r1", both[1]);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            program hour=1 | redeem r1 10 | redeem r2 10                               -> refused TooManyRedemptions 1 PT1H
            program hour=1 | redeem r1 10 | redeem r2 10 offline | redeem r3 10 offline -> has 70
            program hour=1 | redeem r1 10 offline | redeem r2 10                       -> refused TooManyRedemptions 1 PT1H
            program hour=1 | redeem r1 10 offline | hold h1 10                         -> refused TooManyRedemptions 1 PT1H
            program hour=1 offline=0 | redeem r1 10 | redeem r2 90 offline             -> has nothing
            program hour=1 | redeem r1 10 offline | +1h | redeem r2 10                 -> has 80
            """)
    void theLimitAnHourCountsWhatHappenedOfflineAndDoesNotRefuseIt(String told, String expected) {
        Story.check("program minimum=1 offline=200 | buy p1 100.00 | " + told, expected);
    }

    /** It is 22 November, 10:00. Books earn twice as much in November, toys in December. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            happened 2026-11-23T10:00:00Z             lines books=10.00 -> earned 20 base=10 bonus:books=10 | clock trusted
            happened 2026-11-23T10:00:00.001Z         lines books=10.00 -> refused TooFarAhead
            happened 2026-11-23T10:00:00Z offline     lines books=10.00 -> earned 20 base=10 bonus:books=10 | clock trusted
            happened 2026-11-23T10:00:00.001Z offline lines books=10.00 -> earned 20 base=10 bonus:books=10 | clock suspect
            happened 2026-12-05T10:00:00Z offline     lines books=10.00 -> earned 20 base=10 bonus:books=10 | clock suspect
            happened 2026-12-05T10:00:00Z offline     lines toys=10.00  -> earned 10 base=10 | clock suspect
            happened 9999-12-31T10:00:00Z offline     lines toys=10.00  -> earned 10 base=10 | clock suspect
            happened 2026-10-31T10:00:00Z offline     lines books=10.00 -> earned 10 base=10 | clock trusted
            """)
    void aClockThatIsAheadIsNotedAndBonusesAreJudgedByTheLedgersTime(String told, String expected) {
        Story.check(
                "program bonus=books/100/2026-11-01/2026-12-01 bonus=toys/100/2026-12-01/2027-01-01 | buy p1 10.00 "
                        + told,
                expected);
    }

    /** A till whose clock was ahead sold books for 80.00 and something for 20.00; books earned twice as much by our clock. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 40.00 lines books=40.00                                              -> back 80 and 0 | clock trusted
            +30d | refund p1 80.00 lines books=80.00                                       -> back 160 and 0
            refund p1 20.01 lines -=20.01                                                  -> refused RefundExceedsPurchase 100.00
            refund p1 100.00                                                               -> back 180 and 0
            refund p1 40.00 lines books=40.00 happened 2027-05-02T10:00:00Z         -> refused TooFarAhead
            refund p1 40.00 lines books=40.00 happened 2027-05-02T10:00:00Z offline -> back 80 and 0 | clock suspect
            """)
    void whatComesBackFallsIntoThePoolsThatTheLedgersTimeMade(String told, String expected) {
        Story.check(
                "program bonus=books/100/2026-11-01/2026-12-01"
                        + " | buy p1 100.00 lines books=80.00,-=20.00 happened 2027-05-01T10:00:00Z offline | "
                        + told,
                expected);
    }

    /** At most 100 points a day; the books of a till whose clock is ahead have a day in the year 9999. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 80.00 | buy p2 80.00 offline day 9999-12-31 | buy p3 80.00                        -> has 180
            buy p1 80.00 offline day 9999-12-31 | buy p2 80.00 offline day 9998-01-01                -> has 100
            buy p1 80.00 offline day 9999-12-31 | +5d | buy p2 80.00 offline day 9999-12-31          -> has 160
            """)
    void noDayHoweverFarAheadGetsRoundTheLimitADay(String told, String expected) {
        Story.check("program day=100 | " + told, expected);
    }

    @Test
    void aFirstPurchaseByAClockThatIsAheadHappenedWhenItWasRecorded() {
        Life life = new Life(Program.shipped());
        Instant ahead = life.now().plus(Duration.ofDays(700));
        Command.RecordPurchase purchase = new Command.RecordPurchase(
                new Money(1_000),
                List.of(),
                List.of(),
                ahead,
                LocalDate.ofInstant(life.now(), ZoneOffset.UTC),
                Channel.IN_STORE,
                "shop",
                null,
                true);

        life.buy("p1", purchase, List.of());
        life.pass(Duration.ofDays(3));
        life.buy("p2", 1_000, Channel.ONLINE);

        assertThat(life.purchase("p1").earned().occurredAt())
                .as("as it was told")
                .isEqualTo(ahead);
        assertThat(life.purchase("p2").earned().firsts().otherChannelAt()).isEqualTo(Life.BEGINNING);
    }
}
