package dev.tallystick.api;

import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Statements;
import dev.tallystick.points.MemberId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member's entries in pages, newest first.
 *
 * @param entries as they are shown
 * @param nextCursor where the next page begins, if there is one
 */
public record StatementPage(
        List<Map<String, Object>> entries, @Nullable String nextCursor) {

    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * Which page.
     *
     * @param before only entries with a lower number
     */
    public record Asked(int limit, long before) {

        public static Asked newest(int limit) {
            return new Asked(limit, Long.MAX_VALUE);
        }

        /** From {@code limit} and {@code cursor}; what is wrong with them is noted in the query. */
        public static Asked read(Query query) {
            int limit = query.integer("limit", 1, MOST, USUAL);
            String cursor = Cursor.read(query, SEQ);
            return new Asked(limit, cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor));
        }

        public List<LedgerEntry> read(Statements statements, MemberId member) {
            return statements.newestFirst(member, limit, before);
        }
    }

    public static StatementPage of(List<LedgerEntry> entries, Programs programs) {
        return new StatementPage(
                entries.stream()
                        .map(entry -> EntryJson.of(entry, programs.of(entry)))
                        .toList(),
                next(entries));
    }

    public Map<String, Object> json() {
        return new JsonObject()
                .with("entries", entries)
                .with("nextCursor", nextCursor)
                .build();
    }

    /** Entry 1 is the last of all; a page that holds fewer than asked for may have come to the most that one answer can. */
    private static @Nullable String next(List<LedgerEntry> entries) {
        return entries.isEmpty() || entries.getLast().entry().seq() == 1
                ? null
                : Cursor.of(Long.toString(entries.getLast().entry().seq()));
    }
}
