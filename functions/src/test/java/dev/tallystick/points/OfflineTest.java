package dev.tallystick.points;

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
}
