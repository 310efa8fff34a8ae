package dev.tallystick.stream;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place between two events, in one spelling: never behind a chunk's last event, but before the next chunk's first.
 *
 * @param chunk the chunk of the next event, which need not be there yet
 * @param index how many events of that chunk lie before
 */
public record FeedPosition(long chunk, int index) {

    public static final FeedPosition BEGINNING = new FeedPosition(1, 0);

    /** How a place is written. */
    public static final Pattern TEXT = Pattern.compile("[1-9][0-9]{0,11}:(0|[1-9][0-9]{0,4})");

    /** @throws IllegalStateException when it is not written as {@link #text} writes it */
    public static FeedPosition parse(String text) {
        return Optional.of(text)
                .filter(place -> TEXT.matcher(place).matches())
                .map(place -> place.indexOf(':'))
                .map(colon -> new FeedPosition(
                        Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1))))
                .orElseThrow(() -> new IllegalStateException("not a place of the feed"));
    }

    public String text() {
        return chunk + ":" + index;
    }
}
