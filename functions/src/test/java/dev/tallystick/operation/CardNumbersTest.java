package dev.tallystick.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardNumbersTest {

    /** Published examples of the algorithm of ISO/IEC 7812-1. */
    @ParameterizedTest
    @CsvSource({"7992739871, 79927398713", "411111111111111, 4111111111111111", "0, 00"})
    void theLastDigitIsTheCheckDigit(String digits, String number) {
        assertThat(CardNumbers.withCheckDigit(digits)).isEqualTo(number);
    }

    @RepeatedTest(20)
    void aDrawnNumberHasSixteenDigitsAndBeginsWithNine() {
        String number = CardNumbers.draw();
        assertThat(number).matches("9[0-9]{15}");
        assertThat(CardNumbers.withCheckDigit(number.substring(0, 15))).isEqualTo(number);
    }
}
