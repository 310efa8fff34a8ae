package dev.tallystick.operation;

import dev.tallystick.store.RandomText;

/** Card numbers of our own: 16 digits that begin with 9 and end in the check digit of ISO/IEC 7812-1 (Luhn). */
final class CardNumbers {

    private static final int DRAWN_DIGITS = 14;

    private CardNumbers() {}

    static String draw() {
        return withCheckDigit("9" + RandomText.digits(DRAWN_DIGITS));
    }

    static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
