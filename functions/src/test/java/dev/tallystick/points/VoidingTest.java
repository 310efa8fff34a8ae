package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What never happened: all points are as before. */
class VoidingTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 | void p1                             -> back 100 and 0 | has nothing \
                | p1 voided 0 of 100 | kinds voided
            buy p1 100.00 | void p1                             -> posts available=-100 issued=100 \
                | tier bronze 0 | lots none
            buy p1 0.00 | void p1                               -> back 0 and 0 | posts nothing | p1 voided 0 of 0
            buy p1 100.00 | void p1 | void p1                   -> unchanged
            buy p1 100.00 pickup | void p1                      -> has nothing | posts pending=-100 issued=100 \
                | pending nothing
            buy p1 100.00 pickup | activate p1 40.00 | void p1  -> has nothing \
                | posts available=-40 pending=-60 issued=100
            buy p1 100.00 pickup | activate p1 | void p1        -> has nothing | posts available=-100 issued=100
            program pending=3/3 | buy p1 100.00 | void p1       -> has nothing | posts pending=-100 issued=100
            program pending=3/3 | buy p1 100.00 | void p1 | +3d -> has nothing | kinds none | p1 voided 0 of 100
            program pending=3/3 | buy p1 100.00 | +3d | void p1 -> has nothing | posts available=-100 issued=100
            buy p1 100.00 | redeem r1 100 | void p1             -> has debt 100 | posts debt=-100 issued=100
            buy p1 1000.00 | +31d | void p1                     -> tier bronze 0
            # what has expired is gone already
            buy p1 100.00 | at 2028-12-01T00:00:00Z | void p1   -> back 0 and 0 | has nothing | p1 voided 100 of 100
            # a total of nothing can have earned, of which only a void takes back
            program exclude=gift-card | buy p1 0.00 lines books=80.00,gift-card=-80.00 | void p1 -> back 80 and 0 \
                | has nothing
            """)
    void aVoidedPurchaseLeavesThePointsAsTheyWere(String told, String expected) {
        Story.check(told, expected);
    }

    /** A member with 2,000 points. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            hold h1 2000 | buy p1 100.00 with h1 | void p1                   -> back 80 and 2000 | has 2000 \
                | kinds restored voided
            hold h1 2000 | buy p1 100.00 with h1 | void p1                   -> h1 reversed 0 of 2000 worth 0.00
            redeem r1 2000 | buy p1 100.00 with r1 | void p1                 -> back 80 and 2000 | has 2000
            hold h1 900 | capture h1 500 | buy p1 100.00 with h1 | void p1   -> back 95 and 500 | has 2000
            redeem r1 2000 | buy p1 100.00 with r1 | reverse r1 500 | void p1 -> back 80 and 1500 | has 2000
            redeem r1 2000 | buy p1 100.00 with r1 | void r1 | void p1       -> back 80 and 0 | has 2000
            redeem r1 900 | redeem r2 800 | buy p1 100.00 with r1,r2 | void p1 -> back 83 and 1700 | has 2000
            # it was for this purchase only
            redeem r1 2000 | buy p1 100.00 with r1 | void p1 | buy p2 100.00 with r1 -> refused RedemptionNotUsable
            """)
    void whatHadPaidIsGivenBack(String told, String expected) {
        Story.check("adjust 2000 | " + told, expected);
    }

    /** A purchase that waits for its pickup. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 0.01 | void p1          -> refused PurchaseRefunded
            refund p1 100.00 | void p1        -> refused PurchaseRefunded
            void p1 | refund p1 1.00          -> refused OperationVoided
            void p1 | activate p1             -> refused PurchaseNotPending
            """)
    void aVoidedPurchaseIsOver(String told, String expected) {
        Story.check("buy p1 100.00 pickup | " + told, expected);
    }

    /** A member with 1,000 points. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 300 | void r1                       -> has 1000 | posts available=300 redeemed=-300 \
                | back 300 worth 3.00 | r1 voided 0 of 300
            redeem r1 300 | void r1 | void r1             -> unchanged
            redeem r1 300 | reverse r1 1 | void r1        -> refused RedemptionReversed
            redeem r1 300 | void r1 | reverse r1          -> refused OperationVoided
            hold h1 300 | void h1                         -> has 1000 | posts available=300 held=-300 \
                | back 300 worth 0.00 | h1 voided 0 of 300
            hold h1 300 | void h1 | +15m                  -> has 1000 | kinds none | h1 voided 0 of 300
            hold h1 300 | capture h1 200 | void h1        -> has 1000 | posts available=200 redeemed=-200 \
                | back 200 worth 2.00
            hold h1 300 | capture h1 0 | void h1          -> has 1000 | posts nothing | h1 voided 0 of 300
            hold h1 300 | release h1 | void h1            -> has 1000 | posts nothing | h1 voided 0 of 300
            hold h1 300 | +15m | void h1                  -> has 1000 | posts nothing | h1 voided 0 of 300
            redeem r1 300 | void r1 | buy p2 1.00 with r1 -> refused RedemptionNotUsable
            redeem r1 300 | buy p2 1.00 with r1 | void r1 -> has 1000 | r1 voided 0 of 300
            redeem r1 300 | at 2028-12-15T00:00:00Z | void r1 -> lots 2029-01=300/0
            """)
    void aVoidedRedemptionLeavesThePointsAsTheyWere(String told, String expected) {
        Story.check("buy p1 1000.00 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 10.00                                           -> first anywhere here alone
            buy p1 10.00 | buy p2 10.00                            -> first alone
            buy p1 10.00 | void p1 | buy p2 10.00                  -> first anywhere here alone
            buy p1 10.00 | void p1 | buy p2 10.00 store            -> first anywhere here alone
            buy p1 10.00 | buy p2 10.00 store                      -> first here crossing
            buy p1 10.00 | buy p2 10.00 store | void p2 | buy p3 10.00 store -> first here crossing
            buy p1 10.00 | buy p2 10.00 store | void p1 | buy p3 10.00 -> first here crossing
            buy p1 10.00 | buy p2 10.00 | void p1 | buy p3 10.00   -> first alone
            buy p1 10.00 | buy p2 10.00 | void p1 | void p2 | buy p3 10.00 -> first anywhere here alone
            buy p1 10.00 | refund p1 10.00 | buy p2 10.00          -> first alone
            buy p1 10.00 | buy p2 10.00 office | void p2 | buy p3 10.00 -> first alone
            """)
    void thenTheNextPurchaseIsTheFirstAgain(String told, String expected) {
        Story.check(told, expected);
    }
}
