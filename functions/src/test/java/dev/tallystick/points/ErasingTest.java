package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member is forgotten: what there was is forfeited, and what follows moves nothing. */
class ErasingTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            erase                                     -> done | kinds forfeited | posts nothing | has nothing
            adjust 50 | erase                         -> posts available=-50 forfeited=50 | moves 2028-11=0/-50 | lots none
            adjust 300 | hold h1 100 | erase          -> posts available=-200 held=-100 forfeited=300 | kinds forfeited \
                | h1 released 0 of 100
            buy p1 9.00 pickup | erase                -> posts pending=-9 forfeited=9 | pending nothing | p1 active 9 of 9
            program pending=3/3 | buy p1 9.00 | erase -> posts pending=-9 forfeited=9 | pending nothing | p1 active 9 of 9
            program pending=3/3 | buy p1 9.00 | erase | +9d -> kinds none | has nothing
            # debt is written off
            buy p1 200.00 | redeem r1 150 | refund p1 200.00 | erase -> posts debt=150 forfeited=-150 | has nothing
            buy p1 200.00 | hold h1 150 | refund p1 200.00 | erase -> posts held=-150 debt=150 | has nothing
            # once, and nothing is due any more
            adjust 50 | erase | erase                 -> unchanged | kinds none
            adjust 300 | hold h1 100 15m | erase | +1h -> kinds none | has nothing
            adjust 50 | erase | at 2029-12-01T00:00:00Z -> kinds none | has nothing
            # what had been due comes first
            adjust 300 | hold h1 100 15m | +1h | erase -> posts available=-300 forfeited=300 | h1 expired 0 of 100
            """)
    void whateverThereIsIsForfeited(String told, String expected) {
        Story.check(told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 | erase | refund p1 50.00   -> done | back 0 and 0 | posts nothing | has nothing | p1 active 100 of 100
            buy p1 100.00 | erase | refund p1 50.00 | refund p1 50.00 -> done | back 0 and 0
            buy p1 100.00 | erase | refund p1 100.01  -> refused RefundExceedsPurchase 100.00
            buy p1 100.00 | erase | void p1           -> done | back 0 and 0 | posts nothing | p1 voided 100 of 100
            buy p1 100.00 | erase | void p1 | void p1 -> unchanged
            buy p1 100.00 | refund p1 1.00 | erase | void p1 -> refused PurchaseRefunded
            buy p1 100.00 pickup | erase | refund p1 50.00 -> done | back 0 and 0 | posts nothing
            buy p1 100.00 pickup | erase | void p1    -> done | back 0 and 0 | posts nothing
            buy p1 100.00 pickup | erase | activate p1 -> refused MemberErased
            adjust 2000 | hold h1 2000 | buy p1 100.00 with h1 | erase | refund p1 50.00 -> done | back 0 and 0 | posts nothing
            adjust 2000 | hold h1 2000 | buy p1 100.00 with h1 | erase | void p1 -> done | back 0 and 0 | posts nothing
            adjust 300 | hold h1 100 | erase | capture h1   -> refused MemberErased
            adjust 300 | hold h1 100 | erase | release h1   -> refused MemberErased
            adjust 300 | hold h1 100 | erase | extend h1 1h -> refused MemberErased
            adjust 300 | hold h1 100 | erase | void h1      -> refused MemberErased
            adjust 300 | hold h1 100 | release h1 | erase | release h1 -> unchanged
            adjust 300 | hold h1 100 | void h1 | erase | void h1 -> unchanged
            adjust 300 | redeem r1 100 | erase | reverse r1 -> refused MemberErased
            adjust 300 | redeem r1 100 | erase | void r1    -> refused MemberErased
            """)
    void whatFollowsMovesNothing(String told, String expected) {
        Story.check(told, expected);
    }
}
