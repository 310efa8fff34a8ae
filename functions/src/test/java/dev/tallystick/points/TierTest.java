package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiers by the points of this month and the eleven before. */
class TierTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 999.99                                   -> tier bronze 999
            buy p1 1000.00                                  -> tier silver 1000 | earned 1000 base=1000
            buy p1 999.00 | buy p2 1.00                     -> tier silver 1000 | earned 1 base=1
            buy p1 1000.00 | buy p2 4.00                    -> tier silver 1005 | earned 5 base=4 tier:silver=1
            buy p1 1000.00 | buy p2 3.99                    -> tier silver 1003 | earned 3 base=3
            buy p1 5000.00 | buy p2 4.00                    -> tier gold 5006 | earned 6 base=4 tier:gold=2
            buy p1 1000.00 pickup                           -> tier silver 1000
            buy p1 1000.00 office                           -> tier silver 1000
            adjust 5000                                     -> tier bronze 0
            buy p1 1000.00 | redeem r1 1000                 -> tier silver 1000
            buy p1 1000.00 | redeem r1 1000 | reverse r1    -> tier silver 1000
            buy p1 1000.00 | adjust -1000                   -> tier silver 1000
            """)
    void theTierHeldBeforeAPurchaseCounts(String told, String expected) {
        Story.check(told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 1000.00 | at 2027-10-31T23:59:59.999Z                                       -> tier silver 1000
            buy p1 1000.00 | at 2027-11-01T00:00:00Z                                           -> tier bronze 0
            buy p1 1000.00 | at 2027-11-01T00:00:00Z | buy p2 4.00                             -> tier bronze 4 \
                | earned 4 base=4
            buy p1 600.00 | at 2027-10-15T00:00:00Z | buy p2 600.00                            -> tier silver 1200
            buy p1 600.00 | at 2027-10-15T00:00:00Z | buy p2 600.00 | at 2027-11-01T00:00:00Z  -> tier bronze 600
            buy p1 600.00 | at 2027-11-15T00:00:00Z | buy p2 600.00                            -> tier bronze 600
            buy p1 5000.00 | at 2027-10-01T00:00:00Z | buy p2 1000.00 | at 2027-11-01T00:00:00Z -> tier silver 1500
            buy p1 1000.00 happened 2020-01-01T00:00:00Z                                       -> tier silver 1000
            # in Auckland the month begins 13 hours earlier
            program zone=Pacific/Auckland | at 2026-11-30T11:00:00Z | buy p1 1000.00 \
                | at 2027-11-30T10:59:59.999Z -> tier silver 1000
            program zone=Pacific/Auckland | at 2026-11-30T11:00:00Z | buy p1 1000.00 | at 2027-11-30T11:00:00Z \
                -> tier bronze 0
            program zone=Pacific/Auckland | at 2026-11-30T10:59:59.999Z | buy p1 1000.00 \
                | at 2027-10-31T11:00:00Z -> tier bronze 0
            """)
    void aMonthCountsForTwelve(String told, String expected) {
        Story.check(told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 1000.00 | refund p1 0.01                                                    -> tier bronze 999
            buy p1 1000.00 | refund p1 1000.00                                                 -> tier bronze 0
            buy p1 1000.00 | void p1                                                           -> tier bronze 0
            buy p1 1000.00 pickup | refund p1 500.00                                           -> tier bronze 500
            buy p1 1000.00 | redeem r1 1000 | refund p1 1000.00                                -> tier bronze 0 \
                | has debt 1000
            buy p1 1000.00 | at 2027-10-31T00:00:00Z | refund p1 500.00                        -> tier bronze 500
            buy p1 1000.00 | at 2027-10-31T00:00:00Z | refund p1 500.00 | at 2027-11-01T00:00:00Z -> tier bronze 0
            buy p1 1000.00 | at 2027-11-05T00:00:00Z | buy p2 600.00 | refund p1 1000.00       -> tier bronze 600 \
                | has 600
            buy p1 1000.00 | at 2027-11-05T00:00:00Z | buy p2 600.00 | void p1                 -> tier bronze 600
            buy p1 1000.00 | at 2027-03-05T00:00:00Z | buy p2 400.00 | refund p1 1000.00       -> tier bronze 500 \
                | has 500
            # what ended with its lot is not taken back
            program months=1 | buy p1 1000.00 | at 2027-01-01T00:00:00Z | refund p1 1000.00 \
                -> tier silver 1000 | back 0 and 0
            """)
    void whatIsTakenBackLowersTheMonthThatHadEarnedIt(String told, String expected) {
        Story.check(told, expected);
    }
}
