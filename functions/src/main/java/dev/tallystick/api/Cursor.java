package dev.tallystick.api;

import dev.tallystick.http.Query;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, opaque to clients. It holds a position and nothing that opens anything: whose page it is stands in
 * the path, so a cursor made up or taken elsewhere shows the caller nothing more.
 */
public final class Cursor {

    private static final int LONGEST = 128;

    private Cursor() {}

    public static String of(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.US_ASCII));
    }

    /** The position in the parameter {@code cursor}, which must match; null where there is none. */
    public static @Nullable String read(Query query, Pattern position) {
        return read(query, "cursor", position);
    }

    /** As {@link #read(Query, Pattern)}, in a parameter of another name. */
    public static @Nullable String read(Query query, String name, Pattern position) {
        String cursor = query.text(name);
        if (cursor == null) {
            return null;
        }
        String decoded = cursor.length() > LONGEST ? "" : decoded(cursor);
        if (position.matcher(decoded).matches() && of(decoded).equals(cursor)) {
            return decoded;
        }
        query.fault(name, "is not one that an answer gave");
        return null;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
