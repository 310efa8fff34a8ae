package dev.tallystick.bench.growth;

import java.util.Locale;

/** What a Saturday brings besides its purchases. */
enum Event {
    NONE("nothing else"),
    FIGURES_OUT("the figures' consumer out from half past two to half past three"),
    POISONED("a message of one shard that the figures cannot take in that hour"),
    TILLS("at three, tills that were without a network: one for each purchase/s"),
    MONTH_END("a month that ended at midnight, and a lot of every member with it"),
    HOT_ACCOUNT("one account that makes a hundredth of all purchases");

    static final int PEAK = 15 * 3_600;
    static final int FROM = PEAK - 1_800;
    static final int UNTIL = PEAK + 1_800;

    private final String text;

    Event(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether it is the hour about the peak. */
    boolean lasts(double second) {
        return second >= FROM && second < UNTIL;
    }

    /** When what was in the way is over. */
    int over() {
        return this == FIGURES_OUT || this == POISONED ? UNTIL : PEAK;
    }
}
