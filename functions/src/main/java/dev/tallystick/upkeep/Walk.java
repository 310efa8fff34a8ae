package dev.tallystick.upkeep;

import dev.tallystick.ledger.AllMembers;
import dev.tallystick.log.Beside;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes over all members, as far as the time of one call reaches, and goes on there with the next call. What it counts is of the
 * whole walk. After the last member it begins anew.
 */
final class Walk {

    private static final String COUNT = "count-";
    private static final String NEXT_PK = "nextPk";
    private static final String NEXT_SK = "nextSk";

    private final Database database;
    private final Tables tables;

    Walk(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** What to do with a member, while others are visited as well; what it answers is counted. */
    interface Visit {
        Map<String, Long> of(MemberId member);
    }

    /**
     * How far it has come.
     *
     * @param counts of this walk so far
     * @param done whether that was the last member
     */
    record State(Map<String, Long> counts, boolean done) {}

    /**
     * @param name of the walk; two of the same name go on where the other stopped
     * @param restart whether it begins anew, wherever it was
     */
    State go(
            String name,
            boolean restart,
            Function<Optional<Keys>, AllMembers.Page> pages,
            Visit visit,
            BooleanSupplier timeIsLeft) {
        Optional<Item> checkpoint = restart ? Optional.empty() : database.get(tables.insights(), Keys.checkpoint(name));
        Optional<Keys> from = checkpoint.flatMap(Walk::next);
        Map<String, Long> counts = new TreeMap<>();
        if (from.isPresent()) {
            counts.putAll(counts(checkpoint.get()));
        }
        do {
            AllMembers.Page page = pages.apply(from);
            Beside.each(page.members(), visit::of)
                    .forEach(visited -> visited.forEach((counted, by) -> counts.merge(counted, by, Math::addExact)));
            from = page.next();
            database.put(tables.insights(), item(name, counts, from));
        } while (from.isPresent() && timeIsLeft.getAsBoolean());
        return new State(counts, from.isEmpty());
    }

    private static Item item(String name, Map<String, Long> counts, Optional<Keys> next) {
        Item item = Item.with(Keys.checkpoint(name)).put("format", 1);
        counts.forEach((counted, by) -> item.put(COUNT + counted, by.longValue()));
        next.ifPresent(keys -> item.put(NEXT_PK, keys.pk()).put(NEXT_SK, keys.sk()));
        return item;
    }

    private static Optional<Keys> next(Item item) {
        @Nullable String pk = item.optionalText(NEXT_PK);
        return pk == null ? Optional.empty() : Optional.of(new Keys(pk, item.text(NEXT_SK)));
    }

    private static Map<String, Long> counts(Item item) {
        Map<String, Long> counts = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> name.startsWith(COUNT))
                .forEach(name -> counts.put(name.substring(COUNT.length()), item.number(name)));
        return counts;
    }
}
