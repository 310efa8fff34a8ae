package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goods that come back: points taken back, and points given back that had paid. */
class RefundingTest {

    /** 100.00 of goods, 20.00 of it paid with 2,000 points: 80 are earned. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p2 1.00                          -> has 81
            refund p1 50.00                      -> back 40 and 1000 | has 1040 | kinds restored clawed_back
            refund p1 50.00 | refund p1 50.00    -> back 40 and 1000 | has 2000 | p1 active 0 of 80
            refund p1 100.00                     -> back 80 and 2000 | has 2000
            refund p1 50.00                      -> c7 partially_reversed 1000 of 2000 worth 10.00
            refund p1 50.00 | refund p1 50.00    -> c7 reversed 0 of 2000 worth 0.00
            refund p1 50.00 keep                 -> back 40 and 0 | has 40 | kinds clawed_back
            refund p1 50.00 keep | refund p1 50.00 -> back 40 and 1000 | has 1000
            refund p1 0.00                       -> back 0 and 0 | has 80
            """)
    void theWorkedExample(String told, String expected) {
        Story.check("adjust 2000 | redeem c7 2000 | buy p1 100.00 with c7 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 10.07 | refund p1 3.33                                     -> back 4 and 0 | p1 active 6 of 10
            buy p1 10.07 | refund p1 3.33 | refund p1 3.33                    -> back 3 and 0 | p1 active 3 of 10
            buy p1 10.07 | refund p1 3.33 | refund p1 3.33 | refund p1 3.41   -> back 3 and 0 | p1 active 0 of 10
            buy p1 1.99 | refund p1 0.01                                      -> back 1 and 0
            buy p1 1.99 | refund p1 0.01 | refund p1 1.98                     -> back 0 and 0
            buy p1 0.99 | refund p1 0.99                                      -> back 0 and 0 | posts nothing
            buy p1 0.00 | refund p1 0.00                                      -> back 0 and 0 | posts nothing
            buy p1 0.00 | refund p1 0.01                                      -> refused RefundExceedsPurchase 0.00
            buy p1 10000000000.00 | refund p1 0.01                            -> back 1 and 0 \
                | p1 active 9999999999 of 10000000000
            buy p1 10000000000.00 | refund p1 0.01 | refund p1 9999999999.99  -> back 9999999999 and 0 | has nothing
            program earn=0/100 | buy p1 100.00 | refund p1 50.00              -> back 0 and 0
            """)
    void aPurchaseOfOneSumIsCountedBackByTheFloorOfWhatIsKept(String told, String expected) {
        Story.check(told, expected);
    }

    /** Total, what comes back each time in cents. */
    @ParameterizedTest
    @CsvSource({"1, 1", "99, 7", "100, 1", "1007, 13", "3333, 100", "9999, 1111", "25001, 777", "99999, 33333"})
    void whatIsKeptIsTheFormulaAfterEachPart(long total, long part) {
        Life life = new Life(Program.shipped());
        life.buy("p", total, Channel.ONLINE);
        for (long left = total; left > 0; left -= Math.min(part, left)) {
            assertThat(life.purchase("p").kept().value()).isEqualTo((total / 100) * left / total);
            Accounts.accepted(life.refund("p", Math.min(part, left)));
        }
        assertThat(life.purchase("p").kept()).isEqualTo(Points.ZERO);
        assertThat(life.account().balance()).isEqualTo(Balance.ZERO);
    }

    @Test
    void pointsAreSharedAmongPoolsInTheOrderOfTheirFirstLine() {
        Story.check(
                "program exclude=gift-card bonus=books/100 | buy p1 100.00 lines gift-card=20.00,books=50.00,-=30.00",
                "earned 130 base=80 bonus:books=50 | pools -=20.00/0 base+bonus:books=50.00/100 base=30.00/30");
    }

    /** Gift cards earn nothing, books twice: 0 points on 20.00, 100 on 50.00, 30 on 30.00. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 20.00 lines gift-card=20.00                        -> back 0 and 0
            refund p1 50.00 lines books=50.00                            -> back 100 and 0
            refund p1 25.00 lines books=25.00                            -> back 50 and 0
            refund p1 0.01 lines books=0.01                              -> back 1 and 0
            refund p1 30.00 lines toys=30.00                             -> back 30 and 0
            refund p1 20.00 lines books=10.00,-=10.00                    -> back 30 and 0
            refund p1 5.00 lines ~shipping=5.00                          -> back 5 and 0
            refund p1 50.01 lines books=50.01                            -> refused RefundExceedsPurchase 100.00
            refund p1 30.01 lines toys=30.01                             -> refused RefundExceedsPurchase 100.00
            refund p1 25.00 lines books=25.00 | refund p1 25.01 lines books=25.01 -> refused RefundExceedsPurchase 75.00
            refund p1 25.00 lines books=25.00 | refund p1 25.00 lines books=25.00 -> back 50 and 0
            # without lines 2.00, 5.00 and 3.00 come back of the pools
            refund p1 10.00                                              -> back 13 and 0
            refund p1 10.00 | refund p1 90.00                            -> back 117 and 0 | has nothing
            refund p1 0.01                                               -> back 1 and 0
            refund p1 50.00 lines books=50.00 | refund p1 10.00          -> back 6 and 0
            refund p1 50.00 lines books=50.00 | refund p1 50.00          -> back 30 and 0 | has nothing
            refund p1 50.00 lines books=50.00 | refund p1 50.01          -> refused RefundExceedsPurchase 50.00
            # the rules of then
            program exclude=books | refund p1 50.00 lines books=50.00    -> back 100 and 0
            program exclude=toys | refund p1 30.00 lines toys=30.00      -> back 30 and 0
            """)
    void linesFallIntoThePoolsOfThePurchase(String told, String expected) {
        Story.check(
                "program exclude=gift-card bonus=books/100 | buy p1 100.00 lines gift-card=20.00,books=50.00,-=30.00 | "
                        + told,
                expected);
    }

    /** Gift cards and shipping earn nothing, books twice. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            buy p1 100.00 lines toys=100.00 | refund p1 10.00 lines gift-card=10.00 \
                -> refused RefundExceedsPurchase 100.00
            buy p1 100.00 lines toys=100.00 | refund p1 10.00 lines books=10.00 \
                -> refused RefundExceedsPurchase 100.00
            buy p1 100.00 lines toys=100.00 | refund p1 10.00 lines ~tax=10.00      -> back 10 and 0
            buy p1 100.00 lines toys=100.00 | refund p1 10.00 lines ~shipping=10.00 \
                -> refused RefundExceedsPurchase 100.00
            buy p1 100.00 lines toys=95.00,~shipping=5.00 | refund p1 5.00 lines ~shipping=5.00 -> back 0 and 0
            buy p1 100.00 lines toys=95.00,~tax=5.00 | refund p1 5.00 lines ~tax=5.00 -> back 5 and 0
            # free shipping has no pool, so that the rest keeps its own
            buy p1 100.00 lines books=60.00,gift-card=40.00,~shipping=0.00 | refund p1 40.00 lines gift-card=40.00 \
                -> back 0 and 0
            buy p1 100.00 lines books=60.00,gift-card=40.00 | refund p1 40.00 lines gift-card=40.00,~shipping=0.00 \
                -> back 0 and 0
            # a purchase without lines is one pool, and so is one with a pool not above zero: 220 points on 100.00
            buy p1 100.00 | refund p1 10.00 lines gift-card=10.00                   -> back 10 and 0
            buy p1 100.00 lines books=110.00,gift-card=-10.00 | refund p1 50.00     -> back 110 and 0
            buy p1 100.00 lines books=110.00,gift-card=-10.00 | refund p1 50.00 lines toys=50.00 -> back 110 and 0
            buy p1 100.00 lines gift-card=100.00 | refund p1 100.00                 -> back 0 and 0
            """)
    void whatAPurchaseLacksCannotComeBack(String told, String expected) {
        Story.check("program exclude=gift-card charges=shipping bonus=books/100 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            program pending=3/3 | buy p1 100.00 | refund p1 30.00         -> has pending 70 \
                | posts pending=-30 issued=30
            program pending=3/3 | buy p1 100.00 | refund p1 30.00 | +3d   -> has 70
            program pending=3/3 | buy p1 100.00 | +3d | refund p1 30.00   -> has 70 | posts available=-30 issued=30
            buy p1 100.00 pickup | activate p1 40.00 | refund p1 70.00    -> has 30 \
                | posts available=-10 pending=-60 issued=70
            buy p1 200.00 | redeem r1 150 | refund p1 200.00              -> has debt 150
            buy p1 200.00 | redeem r1 150 | refund p1 200.00              -> posts available=-50 debt=-150 issued=200
            buy p1 200.00 | hold h1 150 | refund p1 200.00                -> has held 150 debt 150
            buy p1 100.00 | at 2028-11-30T23:59:59.999Z | refund p1 100.00 -> back 100 and 0
            buy p1 100.00 | at 2028-12-01T00:00:00Z | refund p1 100.00    -> back 0 and 0 | has nothing \
                | p1 active 100 of 100
            buy p1 100.00 | at 2028-12-01T00:00:00Z | buy p2 10.00 | refund p1 100.00 -> has 10
            buy p1 100.00 | refund p1 40.00 | at 2028-12-01T00:00:00Z | refund p1 60.00 -> back 0 and 0 \
                | p1 active 60 of 100
            # its lot, there first what was earned in its channel
            buy p1 100.00 store | buy p2 100.00 | refund p2 50.00         -> moves 2028-11=-50/0
            """)
    void pointsAreTakenBackWhereTheyAre(String told, String expected) {
        Story.check(told, expected);
    }

    /** 100, 100 and 50 points of three months. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p2 40.00                 -> moves 2028-12=-40/0 | has 210
            redeem r1 150 | refund p2 100.00  -> moves 2028-12=-50/0 2029-01=-50/0 | has nothing
            refund p1 100.00                -> moves 2028-11=-100/0
            redeem r1 100 | refund p1 100.00 -> moves 2028-12=-100/0 | has 50
            redeem r1 250 | refund p1 100.00 -> moves none | has debt 100
            """)
    void whatItsLotLacksComesFromTheOldestOther(String told, String expected) {
        Story.check(
                "buy p1 100.00 | at 2026-12-10T00:00:00Z | buy p2 100.00 | at 2027-01-10T00:00:00Z | buy p3 50.00 | "
                        + told,
                expected);
    }

    /** 20.00 of 100.00 paid with r1 and r2, 1,000 points each. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 25.00                   -> back 20 and 500 | r1 redeemed 1000 of 1000 worth 10.00
            refund p1 25.00                   -> r2 partially_reversed 500 of 1000 worth 5.00
            refund p1 75.00                   -> back 60 and 1500 | r1 partially_reversed 500 of 1000 worth 5.00
            refund p1 75.00                   -> r2 reversed 0 of 1000 worth 0.00 | kinds restored restored clawed_back
            # never more than is left of each
            reverse r2 600 | refund p1 25.00  -> back 20 and 500 | r1 partially_reversed 900 of 1000 worth 9.00
            reverse r2 600 | refund p1 100.00 -> back 80 and 1400 | has 2000
            reverse r1 | refund p1 75.00      -> back 60 and 1000 | has 2020
            void r2 | refund p1 100.00        -> back 80 and 1000 | has 2000
            refund p1 100.00 | reverse r1     -> refused ReversalExceedsRedemption 0
            refund p1 75.00 | reverse r1 501  -> refused ReversalExceedsRedemption 500
            """)
    void whatHadPaidIsGivenBackTheLastNamedFirst(String told, String expected) {
        Story.check("adjust 2000 | redeem r1 1000 | redeem r2 1000 | buy p1 100.00 with r1,r2 | " + told, expected);
    }

    /** 101 points for 1.01 of 10.00: 8 are earned. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 3.33                                    -> back 3 and 34
            refund p1 3.33 | refund p1 3.33                   -> back 3 and 34
            refund p1 3.33 | refund p1 3.33 | refund p1 3.34  -> back 2 and 33 | r1 reversed 0 of 101 worth 0.00
            """)
    void awkwardPartsOfWhatHadPaidAddUp(String told, String expected) {
        Story.check("adjust 300 | redeem r1 101 | buy p1 10.00 with r1 | " + told, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            adjust 2000 | hold h1 2000 | buy p1 100.00 with h1 \
                -> h1 captured 2000 of 2000 worth 20.00 | earned 80 base=80
            adjust 2000 | hold h1 2000 | buy p1 100.00 with h1 | refund p1 50.00 -> back 40 and 1000 | has 1040
            adjust 2000 | hold h1 2000 | capture h1 1500 | buy p1 100.00 with h1 -> earned 85 base=85 | has 585
            adjust 2000 | hold h1 2000 | capture h1 1500 | buy p1 100.00 with h1 | refund p1 100.00 -> back 85 and 1500
            # points that are worth more than the goods earn nothing
            adjust 2000 | redeem r1 2000 | buy p1 10.00 with r1 | refund p1 5.00 -> back 0 and 1000
            # their lot has ended
            adjust 2000 | redeem r1 2000 | buy p1 100.00 with r1 | at 2028-12-01T00:00:00Z | refund p1 50.00 \
                -> back 0 and 1000 | lots 2028-12=0/1000
            """)
    void aHeldRedemptionIsGivenBackLikeASpentOne(String told, String expected) {
        Story.check(told, expected);
    }

    /** 100 points on 100.00. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            refund p1 60.00 | refund p1 40.01                    -> refused RefundExceedsPurchase 40.00
            refund p1 60.00 | refund p1 40.00                    -> back 40 and 0
            refund p1 100.01                                     -> refused RefundExceedsPurchase 100.00
            refund p1 100.00 | refund p1 0.01                    -> refused RefundExceedsPurchase 0.00
            refund p1 100.00 | refund p1 0.00                    -> back 0 and 0
            void p1 | refund p1 1.00                             -> refused OperationVoided
            refund p1 1.00 happened 2026-11-23T10:00:00Z         -> done
            refund p1 1.00 happened 2026-11-23T10:00:00.001Z     -> refused TooFarAhead
            refund p1 1.00 happened 2020-01-01T00:00:00Z         -> done
            """)
    void moreThanTheOrderCannotComeBack(String told, String expected) {
        Story.check("buy p1 100.00 | " + told, expected);
    }

    @Test
    void aPurchaseTakesTwoHundredSteps() {
        Story story = Story.of("buy p1 100.00");
        for (int i = 1; i < EntryKey.Step.MOST; i++) {
            story.tell("refund p1 0.01");
        }
        assertThat(story.tell("refund p1 0.01").seen("refused")).isEqualTo("refused TooManySteps 200");
        assertThat(story.again().seen("p1")).isEqualTo("p1 active 98 of 100");
    }
}
