package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that are not active yet. */
class PendingTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            program pending=3/1 | buy p1 100.00                            -> has pending 100 \
                | pending 2026-11-25T00:00:00Z=100/0
            program pending=3/1 | buy p1 100.00                            -> posts pending=100 issued=-100 | moves none
            program pending=3/1 | buy p1 100.00 store                      -> pending 2026-11-23T00:00:00Z=0/100
            program pending=3/1 | buy p1 100.00 office                     -> pending 2026-11-23T00:00:00Z=0/100
            program pending=3/0 | buy p1 100.00 store                      -> has 100 | pending nothing
            program pending=3/3 | buy p1 100.00 | buy p2 10.00 store       -> pending 2026-11-25T00:00:00Z=100/10
            program pending=34/0 | buy p1 100.00                           -> pending 2026-12-26T00:00:00Z=100/0
            program pending=3/3 | buy p1 0.99                              -> has nothing | pending nothing \
                | p1 active 0 of 0
            program pending=3/3 | buy p1 100.00 | redeem r1 100            -> refused InsufficientPoints pending 100
            program pending=3/3 | buy p1 1000.00                           -> tier silver 1000
            """)
    void eachChannelHasItsDays(String told, String expected) {
        Story.check(told, expected);
    }

    /** Zone, days, when it is bought, and when it becomes active. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berlin | 1/1  | 2026-11-23T22:59:59Z | 2026-11-23T23:00:00Z
            Europe/Berlin | 1/1  | 2026-11-23T23:00:00Z | 2026-11-24T23:00:00Z
            Pacific/Auckland | 1/1 | 2026-11-23T10:59:59Z | 2026-11-23T11:00:00Z
            America/New_York | 1/1 | 2026-11-23T02:00:00Z | 2026-11-23T05:00:00Z
            # the night of 28 March 2027 has 23 hours, that of 31 October 25
            Europe/Berlin | 1/1  | 2027-03-27T12:00:00Z | 2027-03-27T23:00:00Z
            Europe/Berlin | 2/2  | 2027-03-27T12:00:00Z | 2027-03-28T22:00:00Z
            Europe/Berlin | 1/1  | 2027-10-30T12:00:00Z | 2027-10-30T22:00:00Z
            Europe/Berlin | 2/2  | 2027-10-30T12:00:00Z | 2027-10-31T23:00:00Z
            # in Beirut that day has no midnight: it begins at 01:00 of summer time
            Asia/Beirut   | 1/1  | 2027-03-27T12:00:00Z | 2027-03-27T22:00:00Z
            Asia/Beirut   | 2/2  | 2027-03-27T12:00:00Z | 2027-03-28T21:00:00Z
            """)
    void aDayBeginsAtMidnightInTheProgramsZone(String zone, String days, String bought, String activatesAt) {
        Story.check(
                "program zone=%s pending=%s | at %s | buy p1 1.00".formatted(zone, days, bought),
                "pending " + activatesAt + "=1/0");
    }

    /** 100 points that become active on 25 November. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            at 2026-11-24T23:59:59.999Z       -> p1 pending 100 of 100 | has pending 100 | kinds none
            at 2026-11-25T00:00:00Z           -> p1 active 100 of 100 | has 100 | kinds activated
            at 2026-11-25T00:00:00Z           -> posts available=100 pending=-100 | lots 2028-11=100/0
            at 2027-01-01T00:00:00Z           -> at 2026-11-25T00:00:00Z
            refund p1 100.00                  -> p1 active 0 of 100 | has nothing
            refund p1 100.00 | +3d            -> kinds none
            buy p2 50.00 | +3d                -> has 150 | kinds activated
            +1d | buy p2 50.00 | +3d          -> has 150 | kinds activated activated
            """)
    void theyAreActiveFromThatInstantOn(String told, String expected) {
        Story.check("program pending=3/3 | buy p1 100.00 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            program pending=9/9 | buy p1 100.00 | +9d                     -> lots 2028-12=100/0
            program pending=8/8 | buy p1 100.00 | +8d                     -> lots 2028-11=100/0
            program pending=9/9 | buy p1 100.00 | program months=1 | +9d  -> lots 2028-12=100/0
            program pending=9/9 | buy p1 100.00 | program pending=1/1 | +1d -> has pending 100
            buy p1 100.00 pickup | at 2026-12-31T23:59:59.999Z | activate p1 -> lots 2028-12=100/0
            buy p1 100.00 pickup | at 2027-01-01T00:00:00Z | activate p1  -> lots 2029-01=100/0
            buy p1 100.00 pickup | program months=1 | activate p1         -> lots 2026-12=100/0
            """)
    void theirLotIsThatOfTheMonthInWhichTheyBecomeActiveAsFixedWhenRecorded(String told, String expected) {
        Story.check(told, expected);
    }

    /** 100 points that become active on 6 December. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            activate p1                                -> has 100 | p1 active 100 of 100 \
                | posts available=100 pending=-100
            activate p1                                -> lots 2028-11=100/0
            activate p1 | +14d                         -> kinds none | has 100
            activate p1 30.00                          -> has 30 pending 70 | p1 pending 100 of 100
            activate p1 30.00 | +14d                   -> lots 2028-11=30/0 2028-12=70/0 | p1 active 100 of 100
            +14d | activate p1                         -> refused PurchaseNotPending
            # 30 of November's, then of 70 of December's
            activate p1 30.00 | +14d | refund p1 100.00 -> has nothing | moves 2028-12=-70/0 2028-11=-30/0
            # all of it lay in the lot that ends with November
            activate p1 | at 2028-12-01T00:00:00Z | refund p1 100.00 -> back 0 and 0 | has nothing
            activate p1 30.00 | at 2028-12-01T00:00:00Z | refund p1 70.00 -> back 70 and 0 | has nothing
            """)
    void someoneCanMakeADaysPointsActiveEarlier(String told, String expected) {
        Story.check("program pending=14/14 | buy p1 100.00 | " + told, expected);
    }

    /** 10 points on 10.07 that wait for the pickup. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            +0s                                        -> has pending 10 | p1 pending 10 of 10 | pending pickup=10/0
            +1000d                                     -> has pending 10 | p1 pending 10 of 10
            activate p1                                -> has 10 | p1 active 10 of 10 \
                | posts available=10 pending=-10 | kinds activated
            activate p1 10.07                          -> has 10 | p1 active 10 of 10
            activate p1 | activate p1                  -> refused PurchaseNotPending
            activate p1 10.08                          -> refused ActivationExceedsPurchase 10.07
            activate p1 3.33                           -> has 4 pending 6 | p1 pending 10 of 10
            activate p1 3.33 | activate p1 3.33        -> has 7 pending 3
            activate p1 3.33 | activate p1 3.33 | activate p1 3.41 -> has 10 | p1 active 10 of 10
            activate p1 3.33 | activate p1             -> has 10 | p1 active 10 of 10
            activate p1 3.33 | activate p1 6.75        -> refused ActivationExceedsPurchase 6.74
            activate p1 0.00                           -> has pending 10 | posts nothing
            refund p1 4.07 | activate p1               -> has 5 | p1 active 5 of 10
            refund p1 4.07 | activate p1 6.01          -> refused ActivationExceedsPurchase 6.00
            refund p1 10.07                            -> has nothing | p1 active 0 of 10
            refund p1 10.07 | activate p1              -> refused PurchaseNotPending
            activate p1 3.33 | refund p1 10.07         -> has nothing | p1 active 0 of 10
            """)
    void whatWaitsForAnEventIsActivatedWholeOrInPart(String told, String expected) {
        Story.check("buy p1 10.07 pickup | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 10.00 pickup | buy p2 20.00 delivery store | buy p3 30.00 payment \
                -> pending delivery=0/20 payment=30/0 pickup=10/0
            buy p1 10.00 pickup | buy p2 20.00 pickup store | activate p1            -> pending pickup=0/20
            program pending=3/3 | buy p1 10.00 pickup                                -> pending pickup=10/0
            program pending=3/3 | buy p1 10.00 pickup | activate p1                  -> has 10 | pending nothing
            buy p1 10.00 | activate p1                                               -> refused PurchaseNotPending
            buy p1 0.50 pickup                                                       -> p1 pending 0 of 0 | has nothing
            buy p1 0.50 pickup | activate p1                                         -> p1 active 0 of 0 | posts nothing
            buy p1 0.00 pickup                                                       -> p1 active 0 of 0
            """)
    void eachEventHasItsSum(String told, String expected) {
        Story.check(told, expected);
    }

    @Test
    void whatEarnedNothingComingBackLeavesTheRestToActivate() {
        Story.check(
                "program exclude=gift-card | buy p1 100.00 pickup lines gift-card=50.00,books=50.00 | activate p1 50.00"
                        + " | refund p1 50.00 lines gift-card=50.00 | activate p1",
                "has 50 | p1 active 50 of 50");
    }

    @Test
    void whoBuysEveryDayNeverHasTooManyDaysOpen() {
        Story story = Story.of("program pending=34/34");
        for (int day = 0; day < 80; day++) {
            story.tell("buy p" + day + " 1.00 | +1d");
        }
        assertThat(story.seen("has")).isEqualTo("has 47 pending 33");
    }

    @Test
    void aPurchaseTakesTwoHundredSteps() {
        Story story = Story.of("buy p1 100.00 pickup");
        for (int i = 1; i < EntryKey.Step.MOST; i++) {
            story.tell("activate p1 0.01");
        }
        assertThat(story.tell("activate p1").seen("refused")).isEqualTo("refused TooManySteps 200");
    }
}
