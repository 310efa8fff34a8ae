package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that were spent and then taken back. */
class DebtTest {

    /** A debt of 12. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            +0s                               -> has debt 12 | lots none
            buy p2 50.00                      -> has 38 | posts available=38 debt=12 issued=-50 | moves 2028-11=38/0
            buy p2 13.00                      -> has 1 | posts available=1 debt=12 issued=-13
            buy p2 12.00                      -> has nothing | posts debt=12 issued=-12 | moves none
            buy p2 5.00                       -> has debt 7 | posts debt=5 issued=-5 | tier bronze 5
            buy p2 5.00 | buy p3 8.00         -> has 1 | posts available=1 debt=7 issued=-8
            adjust 50                         -> has 38 | posts available=38 debt=12 adjusted=-50 | moves 2028-11=0/38
            adjust 5                          -> has debt 7 | posts debt=5 adjusted=-5
            reverse r1                        -> has nothing | posts debt=12 redeemed=-12
            reverse r1 5                      -> has debt 7 | posts debt=5 redeemed=-5
            void r1                           -> has nothing | posts debt=12 redeemed=-12
            buy p2 50.00 pickup               -> has pending 50 debt 12
            buy p2 50.00 pickup | activate p2 -> has 38 | posts available=38 pending=-50 debt=12
            buy p2 50.00 pickup | activate p2 10.00 -> has pending 40 debt 2 | posts pending=-10 debt=10
            program pending=1/1 | buy p2 50.00 | +1d -> has 38 | posts available=38 pending=-50 debt=12
            program pending=1/1 | buy p2 5.00 | +1d  -> has debt 7 | posts pending=-5 debt=5
            """)
    void everyCreditPaysDebtFirst(String told, String expected) {
        Story.check("program minimum=1 | buy p1 12.00 | redeem r1 12 | refund p1 12.00 | " + told, expected);
    }

    /** A debt of 12. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r2 1                       -> refused InsufficientPoints debt 12
            hold h1 1                         -> refused InsufficientPoints debt 12
            adjust -1                         -> refused InsufficientPoints debt 12
            buy p2 50.00 | redeem r2 39       -> refused InsufficientPoints 38
            buy p2 50.00 | adjust -38         -> has nothing
            buy p2 50.00 | refund p2 50.00    -> has debt 12 | posts available=-38 debt=-12 issued=50
            buy p2 50.00 | void p2            -> has debt 12 | tier bronze 0
            buy p2 50.00 | refund p2 10.00    -> has 28
            buy p2 5.00 | refund p2 5.00      -> has debt 12 | posts debt=-5 issued=5
            +1000d                            -> has debt 12 | kinds none
            buy p2 50.00 | +1000d             -> has nothing | posts available=-38 expired=38
            """)
    void whoHasDebtHasNothingToSpend(String told, String expected) {
        Story.check("program minimum=1 | buy p1 12.00 | redeem r1 12 | refund p1 12.00 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 | at 2026-12-10T00:00:00Z | buy p2 100.00 store | hold h1 200 | refund p1 60.00 \
                | release h1  -> has 140 | moves 2028-11=40/0 2028-12=0/100
            buy p1 100.00 | at 2026-12-10T00:00:00Z | buy p2 100.00 store | hold h1 200 | refund p1 100.00 \
                | refund p2 20.00 | release h1 -> has 80 | moves 2028-12=0/80
            # from both sums of a lot pro rata, the floor from online
            buy p1 70.00 | buy p2 30.00 store | hold h1 100 | refund p1 10.00 | release h1            -> has 90 \
                | moves 2028-11=63/27
            buy p1 7.00 | buy p2 93.00 store | hold h1 100 | refund p2 10.00 | release h1             -> has 90 \
                | moves 2028-11=7/83
            # two days' points become active together
            buy p1 100.00 | redeem r1 100 | refund p1 12.00 | program pending=2/2 | buy p2 50.00 | +1d \
                | program pending=1/1 months=12 | buy p3 50.00 | +1d -> lots 2027-11=38/0 2028-11=50/0
            buy p1 100.00 | redeem r1 100 | refund p1 12.00 | program pending=2/2 months=12 | buy p2 50.00 | +1d \
                | program pending=1/1 months=24 | buy p3 50.00 | +1d -> lots 2027-11=38/0 2028-11=50/0
            """)
    void theOldestLotsOfWhatIsCreditedPay(String told, String expected) {
        Story.check(told, expected);
    }

    /** A debt of 12, and a purchase of 10.00 that 100 points had paid 1.00 of and that earned 9. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 5.00      -> back 5 and 50 | has 33 | kinds restored clawed_back
            refund p1 10.00     -> back 9 and 100 | has 79
            refund p1 1.00      -> back 1 and 10 | has debt 3
            refund p1 1.00 keep -> back 1 and 0 | has debt 13
            void p1             -> back 9 and 100 | has 79
            """)
    void whatARefundGivesBackPaysDebtAndWhatItTakesBackIsTakenAfter(String told, String expected) {
        Story.check(
                "program minimum=1 | adjust 100 | redeem c1 100 | buy p1 10.00 with c1 | redeem r2 9"
                        + " | buy p2 12.00 | redeem r3 12 | refund p2 12.00 | "
                        + told,
                expected);
    }
}
