package dev.tallystick.operation;

import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.BatchRow;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.store.Tables;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the rows of batches came to. A row without a result is pending. */
public final class RowResults {

    private static final int FORMAT = 1;
    private static final int PAGE = 500;
    private static final String STATUS = "status";

    /** A refund whose purchase has not come in all the time for which it was kept. */
    private static final RowResult IN_VAIN =
            RowResult.refused(Problem.of(ProblemCode.PURCHASE_NOT_FOUND, "No purchase has this id"));

    private final Database database;
    private final Tables tables;
    private final InstantSource clock;

    public RowResults(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    /** Notes a result. What is final stays; a refund that came to something meanwhile does not wait again. */
    public void put(BatchRow row, RowResult result) {
        if (result.status().isFinal()) {
            database.put(tables.members(), write(row, result));
        } else {
            database.putOver(tables.members(), write(row, result), STATUS, Names.of(RowResult.Status.PENDING));
        }
    }

    /** The results of a batch by index. */
    public Map<Integer, RowResult> of(String batch) {
        Map<Integer, RowResult> results = new TreeMap<>();
        for (Item item : database.partition(tables.members(), Keys.rows(batch), PAGE)) {
            results.put(Math.toIntExact(item.number("index")), isInVain(item) ? IN_VAIN : read(item));
        }
        return results;
    }

    private boolean isInVain(Item item) {
        return item.text(STATUS).equals(Names.of(RowResult.Status.WAITING))
                && !clock.instant().isBefore(item.instant("at").plus(WaitingRefund.KEPT));
    }

    private Item write(BatchRow row, RowResult result) {
        return Item.with(Keys.row(row.batch(), row.index()))
                .put("format", FORMAT)
                .put("index", row.index())
                .put(STATUS, Names.of(result.status()))
                .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .put("id", result.id())
                .put("memberId", result.memberId())
                .put("problem", result.problem() == null ? null : Json.text(result.problem()));
    }

    static RowResult read(Item item) {
        return new RowResult(
                Names.parse(RowResult.Status.class, item.text(STATUS)),
                item.optionalText("id"),
                item.optionalText("memberId"),
                problem(item.optionalText("problem")));
    }

    private static @Nullable Map<String, Object> problem(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonObject problem = new JsonObject();
            if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields) {
                fields.forEach((name, value) -> problem.with(String.valueOf(name), value));
            }
            return problem.build();
        } catch (Json.Malformed e) {
            throw new Item.Unreadable("problem", e);
        }
    }
}
