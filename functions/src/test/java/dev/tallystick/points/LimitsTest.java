package dev.tallystick.points;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one member can earn in a day and redeem in an hour. */
class LimitsTest {

    /** At most 100 points a day. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.99                                       -> earned 100 base=100
            buy p1 101.00                                       -> earned 100 base=101 limit:day=-1
            buy p1 120.00                                       -> earned 100 base=120 limit:day=-20 | has 100 \
                | tier bronze 100
            buy p1 60.00 | buy p2 60.00 store                   -> earned 40 base=60 limit:day=-20
            buy p1 60.00 | buy p2 60.00 | buy p3 0.99           -> earned 0
            buy p1 100.00 | buy p2 60.00                        -> earned 0 base=60 limit:day=-60 | posts nothing
            buy p1 100.00 | +14h | buy p2 60.00                 -> earned 60 base=60
            buy p1 100.00 pickup | buy p2 60.00                 -> earned 0 base=60 limit:day=-60
            program pending=3/3 | buy p1 100.00 | buy p2 60.00  -> earned 0 base=60 limit:day=-60
            adjust 500 | buy p1 100.00                          -> earned 100 base=100
            buy p1 100.00 | program day=150 | buy p2 60.00      -> earned 50 base=60 limit:day=-10
            buy p1 100.00 | program day=50 | buy p2 60.00       -> earned 0 base=60 limit:day=-60
            program day=1000000000000 | buy p1 10000000000.00   -> earned 10000000000 base=10000000000
            """)
    void aDaysPointsAreCutWithALineThatSaysSo(String told, String expected) {
        Story.check("program day=100 | " + told, expected);
    }

    /** At most 100 points a day; today is 22 November. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 day 2026-11-21 | buy p2 60.00                      -> earned 60 base=60
            buy p1 100.00 day 2026-11-21 | buy p2 60.00 day 2026-11-21       -> earned 0 base=60 limit:day=-60
            buy p1 100.00 | +1d | buy p2 60.00 day 2026-11-22                -> earned 0 base=60 limit:day=-60
            buy p1 100.00 day 2026-11-23 | +1d | buy p2 60.00                -> earned 0 base=60 limit:day=-60
            # the last seven days each, older ones together
            buy p1 100.00 day 2026-11-16 | buy p2 60.00 day 2026-11-17       -> earned 60 base=60
            buy p1 100.00 day 2026-11-16 | buy p2 60.00 day 2026-11-15       -> earned 60 base=60
            buy p1 100.00 day 2026-11-15 | buy p2 60.00 day 2026-11-14       -> earned 0 base=60 limit:day=-60
            buy p1 100.00 day 2026-11-14 | buy p2 60.00 day 2020-02-29       -> earned 0 base=60 limit:day=-60
            buy p1 60.00 day 2025-01-01 | buy p2 60.00 day 2026-11-01        -> earned 40 base=60 limit:day=-20
            buy p1 100.00 day 2026-11-10 | buy p2 100.00 | buy p3 100.00 day 2026-11-21 -> earned 100 base=100
            # days ahead, as a source in another zone may have them, do not make old ones forgotten
            buy p1 100.00 day 2026-11-24 | buy p2 100.00 day 2026-11-10 | buy p3 60.00 day 2026-11-10 \
                -> earned 0 base=60 limit:day=-60
            buy p1 100.00 day 2026-11-26 | buy p2 100.00 day 2026-11-10 | buy p3 60.00 day 2026-11-10 \
                -> earned 0 base=60 limit:day=-60
            """)
    void aDayIsTheBusinessDay(String told, String expected) {
        Story.check("program day=100 | " + told, expected);
    }

    /** At most 100 points a day. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 | refund p1 40.00 | buy p2 60.00              -> earned 40 base=60 limit:day=-20
            buy p1 100.00 | void p1 | buy p2 120.00                     -> earned 100 base=120 limit:day=-20
            buy p1 120.00 | refund p1 60.00                             -> back 50 and 0
            buy p1 120.00 | refund p1 60.00 | refund p1 60.00           -> back 50 and 0 | has nothing
            buy p1 120.00 | refund p1 60.00 | buy p2 60.00              -> earned 50 base=60 limit:day=-10
            buy p1 100.00 | +1d | refund p1 100.00 | buy p2 120.00      -> earned 100 base=120 limit:day=-20
            buy p1 100.00 | +1d | buy p2 100.00 | refund p1 50.00 | buy p3 60.00 -> earned 0 base=60 limit:day=-60
            buy p1 100.00 | +1d | refund p1 50.00 | buy p2 60.00 day 2026-11-22  -> earned 50 base=60 limit:day=-10
            buy p1 100.00 | +1000d | refund p1 50.00                    -> back 0 and 0
            """)
    void whatComesBackFreesItsDay(String told, String expected) {
        Story.check("program day=100 | " + told, expected);
    }

    /** 130 points, 100 on books and 30 on the rest, cut to 100. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            +0s                                -> earned 100 base=80 bonus:books=50 limit:day=-30
            +0s                                -> pools -=20.00/0 base+bonus:books=50.00/76 base=30.00/24
            refund p1 50.00 lines books=50.00  -> back 76 and 0
            refund p1 30.00 lines toys=30.00   -> back 24 and 0
            refund p1 100.00                   -> back 100 and 0
            """)
    void poolsAddUpAfterTheCut(String told, String expected) {
        Story.check(
                "program day=100 exclude=gift-card bonus=books/100"
                        + " | buy p1 100.00 lines gift-card=20.00,books=50.00,-=30.00 | "
                        + told,
                expected);
    }

    /** At most 2 redemptions an hour; it is 10:00. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            redeem r1 100 | redeem r2 100                                            -> done
            redeem r1 100 | redeem r2 100 | redeem r3 100 \
                -> refused TooManyRedemptions 2 PT1H
            redeem r1 100 | redeem r2 100 | +30m | redeem r3 100 \
                -> refused TooManyRedemptions 2 PT30M
            redeem r1 100 | redeem r2 100 | at 2026-11-22T10:59:59.999Z | hold h1 100 \
                -> refused TooManyRedemptions 2 PT0.001S
            redeem r1 100 | redeem r2 100 | at 2026-11-22T11:00:00Z | redeem r3 100  -> done
            +59m | redeem r1 100 | redeem r2 100 | +1m | redeem r3 100 | redeem r4 100 -> done
            hold h1 100 | redeem r1 100 | redeem r2 100 \
                -> refused TooManyRedemptions 2 PT1H
            hold h1 100 | extend h1 30m | capture h1 50 | reverse h1 | redeem r1 100 -> done
            redeem r1 100 | try redeem r2 99 | try redeem r2 9999 | redeem r2 100    -> done
            redeem r1 100 | redeem r2 100 | buy p2 10.00 with r1,r2                  -> done
            redeem r1 100 | redeem r2 100 | program hour=3 | redeem r3 100           -> done
            """)
    void anHourHasSoManyRedemptions(String told, String expected) {
        Story.check("program hour=2 | adjust 1000 | " + told, expected);
    }
}
