package dev.tallystick.feed;

import dev.tallystick.api.Cursor;
import dev.tallystick.http.Query;
import java.util.regex.Pattern;

/**
 * A place between two events, in one spelling: never behind a chunk's last event, but before the next chunk's first.
 *
 * @param chunk the chunk of the next event, which need not be there yet
 * @param index how many events of that chunk lie before
 */
record FeedPosition(long chunk, int index) {

    static final FeedPosition BEGINNING = new FeedPosition(1, 0);

    private static final Pattern TEXT = Pattern.compile("[1-9][0-9]{0,11}:(0|[1-9][0-9]{0,4})");

    /** From the parameter {@code after}; the beginning where there is none. */
    static FeedPosition read(Query query) {
        String text = Cursor.read(query, "after", TEXT);
        if (text == null) {
            return BEGINNING;
        }
        int colon = text.indexOf(':');
        return new FeedPosition(Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    String cursor() {
        return Cursor.of(chunk + ":" + index);
    }
}
