package dev.tallystick.setup;

import dev.tallystick.api.Cursor;
import dev.tallystick.http.Query;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param after the id after which it begins; the first page where there is none
 */
record Paging(int limit, @Nullable String after) {

    private static final int MOST = 100;
    private static final int USUAL = 50;

    static Paging read(Query query, Pattern id) {
        Paging paging = new Paging(query.integer("limit", 1, MOST, USUAL), Cursor.read(query, id));
        query.finish();
        return paging;
    }
}
