package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where points lie, by the month with which they end and the channel that earned them. */
class LotsTest {

    /** 60 points of November online and 60 of December in store. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 100                                   -> moves 2028-11=-60/0 2028-12=0/-40
            redeem r1 60                                    -> moves 2028-11=-60/0
            redeem r1 100 | reverse r1 40                   -> moves 2028-12=0/40
            redeem r1 100 | reverse r1 50                   -> moves 2028-11=10/0 2028-12=0/40
            redeem r1 100 | reverse r1 50 | reverse r1      -> moves 2028-11=50/0 | lots 2028-11=60/0 2028-12=0/60
            redeem r1 100 | void r1                         -> lots 2028-11=60/0 2028-12=0/60
            hold h1 100 | release h1                        -> lots 2028-11=60/0 2028-12=0/60
            hold h1 100 | capture h1 60                     -> moves 2028-12=0/40
            hold h1 100 | capture h1 30                     -> moves 2028-11=30/0 2028-12=0/40
            hold h1 100 | capture h1 30 | reverse h1        -> moves 2028-11=30/0 | lots 2028-11=60/0 2028-12=0/60
            redeem r1 100 | buy p3 1.00 with r1 | refund p3 0.50 -> lots 2028-11=10/0 2028-12=0/60
            adjust -100                                     -> lots 2028-12=0/20
            """)
    void theOldestAreTakenFirstAndTheLastTakenGivenBackFirst(String told, String expected) {
        Story.check(
                "program minimum=1 | buy p1 60.00 | at 2026-12-24T00:00:00Z | buy p2 60.00 store | " + told, expected);
    }

    /** A lot of 7 points online and 93 in store. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 50                                     -> moves 2028-11=-3/-47
            redeem r1 100 | reverse r1 50                    -> moves 2028-11=3/47
            redeem r1 100 | reverse r1 50 | reverse r1 50    -> moves 2028-11=4/46 | lots 2028-11=7/93
            redeem r1 100 | reverse r1 33 | reverse r1 33    -> moves 2028-11=2/31 | lots 2028-11=4/62
            redeem r1 100 | reverse r1 33 | reverse r1 33 | reverse r1 34 -> moves 2028-11=3/31 | lots 2028-11=7/93
            redeem r1 1                                      -> moves 2028-11=0/-1
            redeem r1 99                                     -> moves 2028-11=-6/-93 | lots 2028-11=1/0
            redeem r1 99 | redeem r2 1 | reverse r1          -> lots 2028-11=6/93
            hold h1 50 | redeem r1 50 | release h1           -> lots 2028-11=3/47
            """)
    void aPartOfALotIsTakenAndGivenBackProRata(String told, String expected) {
        Story.check("program minimum=1 | buy p1 7.00 | buy p2 93.00 store | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 1.00                                                               -> lots 2028-11=1/0
            at 2026-11-30T23:59:59.999Z | buy p1 1.00                                 -> lots 2028-11=1/0
            at 2026-12-01T00:00:00Z | buy p1 1.00                                     -> lots 2028-12=1/0
            buy p1 1.00 | at 2028-11-30T23:59:59.999Z                                 -> has 1
            buy p1 1.00 | at 2028-12-01T00:00:00Z                                     -> has nothing \
                | posts available=-1 expired=1
            buy p1 1.00 | at 2030-01-01T00:00:00Z                                     -> has nothing \
                | at 2028-12-01T00:00:00Z
            program months=1 | at 2027-01-31T00:00:00Z | buy p1 1.00                  -> lots 2027-02=1/0
            program months=1 | at 2027-02-28T00:00:00Z | buy p1 1.00                  -> lots 2027-03=1/0
            program months=36 | buy p1 1.00                                           -> lots 2029-11=1/0
            program zone=Europe/Berlin | buy p1 1.00 | at 2028-11-30T22:59:59.999Z    -> has 1
            program zone=Europe/Berlin | buy p1 1.00 | at 2028-11-30T23:00:00Z        -> has nothing
            program zone=Europe/Berlin | at 2026-11-30T22:59:59.999Z | buy p1 1.00    -> lots 2028-11=1/0
            program zone=Europe/Berlin | at 2026-11-30T23:00:00Z | buy p1 1.00        -> lots 2028-12=1/0
            buy p1 1.00 happened 2020-01-01T00:00:00Z                                 -> lots 2028-11=1/0
            buy p1 1.00 | program months=1 | buy p2 1.00                              -> lots 2026-12=1/0 2028-11=1/0
            """)
    void aLotEndsWithItsMonthInTheProgramsZone(String told, String expected) {
        Story.check(told, expected);
    }

    /** 1,000 points of a lot that ends with November 2028 are spent; 30 days of grace. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            at 2028-11-30T23:59:59.999Z | reverse r1                 -> lots 2028-11=1000/0
            at 2028-12-01T00:00:00Z | reverse r1                     -> lots 2028-12=1000/0
            at 2028-12-01T23:59:59Z | reverse r1                     -> lots 2028-12=1000/0
            at 2028-12-02T00:00:00Z | reverse r1                     -> lots 2029-01=1000/0
            at 2029-01-29T12:00:00Z | reverse r1                     -> lots 2029-02=1000/0
            at 2029-01-30T12:00:00Z | reverse r1                     -> lots 2029-03=1000/0
            program grace=0 | at 2028-12-31T23:59:59Z | reverse r1   -> lots 2028-12=1000/0
            program grace=0 | at 2028-12-31T23:59:59Z | reverse r1 | +1s -> has nothing
            program grace=90 | at 2028-12-01T00:00:00Z | reverse r1  -> lots 2029-03=1000/0
            at 2028-12-15T00:00:00Z | reverse r1 400 | reverse r1    -> lots 2029-01=1000/0
            at 2028-12-15T00:00:00Z | void r1                        -> lots 2029-01=1000/0
            program months=1 | at 2028-12-15T00:00:00Z | buy p2 10.00 | reverse r1 -> lots 2029-01=1010/0
            """)
    void whatComesBackToAnEndedLotGoesToThatOfTheLastDayOfGrace(String told, String expected) {
        Story.check("buy p1 1000.00 | redeem r1 1000 | " + told, expected);
    }

    /** A hold, a lot and a day of pending points that all end at midnight. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            at 2028-12-01T00:00:00Z           -> kinds released activated expired | lots 2028-12=300/0 2030-12=100/0
            at 2028-12-05T12:00:00Z           -> kinds released activated expired | at 2028-12-01T00:00:00Z
            at 2028-11-30T23:59:59.999Z       -> kinds none | has 700 held 300 pending 100
            at 2028-12-01T00:00:00Z | capture h1 -> refused RedemptionNotHeld
            capture h1 200 | at 2028-12-01T00:00:00Z -> kinds activated expired | lots 2030-12=100/0
            extend h1 16m | at 2028-12-01T00:00:00Z  -> kinds activated expired | has 100 held 300
            extend h1 16m | at 2028-12-02T00:00:00Z  -> kinds activated expired released | has 400
            """)
    void whatIsDueAtOneInstantHappensInOneOrder(String told, String expected) {
        Story.check(
                "buy p1 1000.00 | at 2028-11-30T23:45:00Z | hold h1 300 | program pending=1/1 | buy p2 100.00 | "
                        + told,
                expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 1000000000000                              -> has nothing \
                | r1 redeemed 1000000000000 of 1000000000000 worth 10000000000.00
            redeem r1 999999999999 | reverse r1 1                -> back 1 worth 0.01 | has 2
            program worth=999983/1000000 | redeem r1 1000000000000 \
                -> r1 redeemed 1000000000000 of 1000000000000 worth 10000170002.89
            program worth=3/10 | redeem r1 1000 | reverse r1 333 -> back 333 worth 11.10
            program worth=3/10 | redeem r1 1000 | reverse r1 333 | reverse r1 333 -> back 333 worth 11.10
            program worth=3/10 | redeem r1 1000 | reverse r1 333 | reverse r1 333 | reverse r1 -> back 334 worth 11.13
            adjust 1000000000000                                 -> has 2000000000000
            adjust -1000000000000                                -> has nothing
            """)
    void aMillionMillionPointsAreCountedExactly(String told, String expected) {
        Story.check("adjust 1000000000000 | " + told, expected);
    }
}
