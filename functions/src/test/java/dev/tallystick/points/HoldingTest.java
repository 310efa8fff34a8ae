package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points reserved: made, extended, captured, released, expired. */
class HoldingTest {

    /** A member with 1,000 points. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            hold h1 300                            -> h1 held 300 of 300 worth 3.00 | has 700 held 300
            hold h1 300                            -> posts available=-300 held=300 | moves 2028-11=-300/0
            hold h1 1000                           -> has held 1000 | lots none
            hold h1 1001                           -> refused InsufficientPoints 1000
            hold h1 600 | hold h2 600              -> refused InsufficientPoints 400 held 600
            hold h1 99                             -> refused BelowMinimum
            program step=50 | hold h1 149          -> refused NotAStep
            program step=50 | hold h1 150          -> h1 held 150 of 150 worth 1.50
            hold h1 300                            -> until h1 2026-11-22T10:15:00Z
            hold h1 300 1s                         -> until h1 2026-11-22T10:00:01Z
            hold h1 300 7d                         -> until h1 2026-11-29T10:00:00Z
            hold h1 300 604801s                    -> refused HoldTooLong
            program hold=60/120 | hold h1 300      -> until h1 2026-11-22T11:00:00Z
            program hold=60/120 | hold h1 300 120m -> until h1 2026-11-22T12:00:00Z
            program hold=60/120 | hold h1 300 121m -> refused HoldTooLong
            """)
    void pointsAreReserved(String told, String expected) {
        Story.check("buy p1 1000.00 | " + told, expected);
    }

    /** 1,000 points, of which 300 are held until 10:15. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            +10m | extend h1 15m                     -> done | until h1 2026-11-22T10:25:00Z | has 700 held 300
            +10m | extend h1 301s                    -> done | until h1 2026-11-22T10:15:01Z
            +10m | extend h1 300s                    -> unchanged | until h1 2026-11-22T10:15:00Z
            +10m | extend h1 1s                      -> unchanged | until h1 2026-11-22T10:15:00Z
            +10m | extend h1 7d                      -> until h1 2026-11-29T10:10:00Z
            +10m | extend h1 604801s                 -> refused HoldTooLong
            extend h1 7d | +1d | extend h1 7d        -> until h1 2026-11-30T10:00:00Z
            extend h1 30m | +15m                     -> h1 held 300 of 300 worth 3.00 | kinds none
            extend h1 30m | +30m                     -> h1 expired 0 of 300 | has 1000
            program hold=15/60 | extend h1 61m       -> refused HoldTooLong
            +15m | extend h1 15m                     -> refused RedemptionNotHeld
            release h1 | extend h1 15m               -> refused RedemptionNotHeld
            capture h1 | extend h1 15m               -> refused RedemptionNotHeld
            void h1 | extend h1 15m                  -> refused RedemptionNotHeld
            redeem r1 300 | extend r1 15m            -> refused RedemptionNotHeld
            """)
    void anExtensionCountsFromNowAndNeverShortens(String told, String expected) {
        Story.check("buy p1 1000.00 | hold h1 300 | " + told, expected);
    }

    /** 1,000 points, of which 300 are held until 10:15. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            capture h1                       -> h1 captured 300 of 300 worth 3.00 | has 700 \
                | posts held=-300 redeemed=300
            capture h1 300                   -> h1 captured 300 of 300 worth 3.00 | has 700
            capture h1 250                   -> h1 captured 250 of 300 worth 2.50 | has 750
            capture h1 250                   -> posts available=50 held=-300 redeemed=250 | moves 2028-11=50/0
            capture h1 1                     -> h1 captured 1 of 300 worth 0.01 | has 999
            capture h1 0                     -> h1 captured 0 of 300 worth 0.00 | has 1000 \
                | posts available=300 held=-300
            capture h1 301                   -> refused CaptureExceedsHold 300
            capture h1 | capture h1          -> refused RedemptionNotHeld
            release h1 | capture h1          -> refused RedemptionNotHeld
            void h1 | capture h1             -> refused RedemptionNotHeld
            redeem r1 100 | capture r1       -> refused RedemptionNotHeld
            capture h1 250 | +15m            -> h1 captured 250 of 300 worth 2.50 | has 750 | kinds none
            capture h1 250 | reverse h1 251  -> refused ReversalExceedsRedemption 250
            capture h1 250 | reverse h1 50   -> h1 partially_reversed 200 of 300 worth 2.00 | has 800
            capture h1 250 | reverse h1      -> h1 reversed 0 of 300 worth 0.00 | has 1000
            capture h1 0 | reverse h1        -> refused ReversalExceedsRedemption 0
            """)
    void whatIsNotCapturedComesBack(String told, String expected) {
        Story.check("buy p1 1000.00 | hold h1 300 | " + told, expected);
    }

    /** 1,000 points, of which 300 are held until 10:15. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            release h1                   -> h1 released 0 of 300 | has 1000 | posts available=300 held=-300
            release h1 | release h1      -> unchanged | has 1000
            release h1 | +15m            -> h1 released 0 of 300 | has 1000 | kinds none
            capture h1 | release h1      -> refused RedemptionNotHeld
            +15m | release h1            -> refused RedemptionNotHeld
            void h1 | release h1         -> refused RedemptionNotHeld
            redeem r1 100 | release r1   -> refused RedemptionNotHeld
            reverse h1                   -> refused ReversalExceedsRedemption 0
            release h1 | reverse h1      -> refused ReversalExceedsRedemption 0
            """)
    void whatIsReleasedComesBackOnce(String told, String expected) {
        Story.check("buy p1 1000.00 | hold h1 300 | " + told, expected);
    }

    /** 1,000 points, of which 300 are held until 10:15. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            at 2026-11-22T10:14:59.999Z                   -> h1 held 300 of 300 worth 3.00 | kinds none
            at 2026-11-22T10:15:00Z                       -> h1 expired 0 of 300 | has 1000 | kinds released
            at 2026-11-25T00:00:00Z                       -> at 2026-11-22T10:15:00Z
            at 2026-11-22T10:14:59.999Z | capture h1      -> done | has 700
            at 2026-11-22T10:15:00Z | capture h1          -> refused RedemptionNotHeld
            at 2026-11-22T10:14:59.999Z | release h1      -> done | has 1000
            at 2026-11-22T10:14:59.999Z | extend h1 1ms   -> unchanged
            at 2026-11-22T10:14:59.999Z | extend h1 2ms   -> until h1 2026-11-22T10:15:00.001Z
            at 2026-11-22T10:14:59.999Z | buy p2 1.00 with h1 -> h1 captured 300 of 300 worth 3.00
            at 2026-11-22T10:15:00Z | buy p2 1.00 with h1 -> refused RedemptionNotUsable
            """)
    void aHoldEndsByItselfToTheMillisecond(String told, String expected) {
        Story.check("buy p1 1000.00 | hold h1 300 | " + told, expected);
    }

    /** A member with 1,000 points. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            hold h1 300 | program worth=100/50 | capture h1 \
                -> h1 captured 300 of 300 worth 3.00
            hold h1 300 | program worth=100/50 | capture h1 200 \
                -> h1 captured 200 of 300 worth 2.00
            hold h1 300 | program worth=100/50 | extend h1 1h | capture h1 200 \
                -> h1 captured 200 of 300 worth 2.00
            program worth=150/100 | hold h1 250 | capture h1 \
                -> h1 captured 250 of 250 worth 1.66
            program worth=150/100 | hold h1 250 | program worth=1/1 | capture h1 200 \
                -> h1 captured 200 of 250 worth 1.33
            hold h1 300 | program minimum=500 step=7 | capture h1 200 \
                -> h1 captured 200 of 300 worth 2.00
            # 10.00 less 3.00 is 7.00: 7 and, for silver, a quarter of 7
            hold h1 300 | program worth=100/50 | buy p2 10.00 with h1                  -> earned 8 base=7 tier:silver=1
            """)
    void theValueIsThatOfTheProgramThatHeld(String told, String expected) {
        Story.check("buy p1 1000.00 | " + told, expected);
    }

    /** Until five past midnight 300 points are held of a lot of 1,000 that ends at midnight. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            at 2028-12-01T00:00:00Z                                  -> has held 300 | kinds expired
            at 2028-12-01T00:05:00Z                                  -> has 300 | lots 2028-12=300/0 \
                | kinds expired released
            at 2028-12-01T00:01:00Z | release h1                     -> lots 2028-12=300/0
            at 2028-12-01T00:01:00Z | capture h1 200                 -> lots 2028-12=100/0
            at 2028-12-01T00:01:00Z | capture h1                     -> has nothing | h1 captured 300 of 300 worth 3.00
            at 2028-12-01T00:01:00Z | void h1                        -> lots 2028-12=300/0
            program grace=0 | at 2028-12-01T00:01:00Z | release h1   -> lots 2028-12=300/0
            program grace=31 | at 2028-12-01T00:01:00Z | release h1  -> lots 2029-01=300/0
            # when it ends by itself goes by the program that set the end
            program grace=31 | at 2028-12-01T00:05:00Z               -> lots 2028-12=300/0
            program grace=31 | extend h1 30m | at 2028-12-01T00:20:00Z -> lots 2029-01=300/0
            """)
    void pointsWhoseLotEndedMeanwhileGetDaysOfGrace(String told, String expected) {
        Story.check("buy p1 1000.00 | at 2028-11-30T23:50:00Z | hold h1 300 | " + told, expected);
    }

    /** All 300 points are held when 100 of them are taken back. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            +0s             -> has held 300 debt 100
            release h1      -> has 200 | posts available=200 held=-300 debt=100
            +15m            -> has 200 | posts available=200 held=-300 debt=100
            void h1         -> has 200
            capture h1 100  -> has 100 | posts available=100 held=-300 debt=100 redeemed=100
            capture h1 250  -> has debt 50 | posts held=-300 debt=50 redeemed=250
            capture h1      -> has debt 100
            """)
    void whatComesBackPaysDebtFirst(String told, String expected) {
        Story.check("buy p1 300.00 | hold h1 300 | refund p1 100.00 | " + told, expected);
    }

    @Test
    void tenHoldsCanBeOpenAtOnce() {
        Story story = Story.of("buy p1 1200.00");
        for (int i = 1; i <= 10; i++) {
            story.tell("hold h" + i + " 100");
        }
        assertThat(story.tell("hold h11 100").seen("refused | has"))
                .isEqualTo("refused TooManyHolds | has 200 held 1000");
        assertThat(story.again().tell("release h1 | hold h11 100").seen("done | has"))
                .isEqualTo("done | has 200 held 1000");
        assertThat(story.tell("+15m").seen("has")).isEqualTo("has 1200");
    }

    @Test
    void aHoldIsExtendedAHundredTimesAndStillCaptured() {
        Story story = Story.of("buy p1 1000.00 | hold h1 300 1m");
        for (int i = 0; i < Redemption.MOST_EXTENSIONS; i++) {
            assertThat(story.tell("+1s | extend h1 1m").seen("done")).isEqualTo("done");
        }
        assertThat(story.tell("extend h1 1m").seen("unchanged")).isEqualTo("unchanged");
        assertThat(story.tell("+1s | extend h1 1m").seen("refused")).isEqualTo("refused TooManySteps 100");
        assertThat(story.again().tell("capture h1").seen("done | has")).isEqualTo("done | has 700");
    }

    @Test
    void anOperationHasTwoHundredStepsItsOwnEntryCounted() {
        Story story = Story.of("buy p1 1000.00 | redeem r1 1000");
        for (int i = 1; i < EntryKey.Step.MOST; i++) {
            assertThat(story.tell("reverse r1 1").seen("done")).isEqualTo("done");
        }
        assertThat(story.tell("reverse r1 1").seen("refused | has")).isEqualTo("refused TooManySteps 200 | has 199");
        assertThat(story.again().tell("buy p2 20.00 with r1").seen("refused")).isEqualTo("refused RedemptionNotUsable");
    }
}
