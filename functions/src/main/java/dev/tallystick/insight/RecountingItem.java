package dev.tallystick.insight;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkpoint of counting anew. */
final class RecountingItem {

    private static final int FORMAT = 1;
    private static final String SUM = "sum-";

    private RecountingItem() {}

    static Item write(Recounting recounting) {
        Item item = Item.with(Recounting.KEYS)
                .put("format", FORMAT)
                .put(Recounting.STEP, recounting.step())
                .put("generation", recounting.generation().number())
                .put("since", recounting.generation().since())
                .put("readFrom", recounting.readFrom())
                .put("phase", Names.of(recounting.phase()))
                .put("expireFrom", recounting.expireFrom());
        recounting.after().ifPresent(keys -> item.put("afterPk", keys.pk()).put("afterSk", keys.sk()));
        recounting.sums().forEach((name, sum) -> item.put(SUM + name, sum.longValue()));
        recounting
                .months()
                .ifPresent(months -> item.put(Months.FIRST, months.first().toString())
                        .put(Months.LAST, months.last().toString()));
        recounting.expireMonth().ifPresent(month -> item.put("expireMonth", month.toString()));
        return item;
    }

    static Recounting read(Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("a checkpoint of a format that this code does not know");
        }
        Map<String, Long> sums = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> name.startsWith(SUM))
                .forEach(name -> sums.put(name.substring(SUM.length()), item.number(name)));
        return new Recounting(
                item.number(Recounting.STEP),
                new Generation(item.number("generation"), item.instant("since")),
                item.instant("readFrom"),
                Names.parse(Recounting.Phase.class, item.text("phase")),
                item.has("afterPk")
                        ? Optional.of(new Keys(item.text("afterPk"), item.text("afterSk")))
                        : Optional.empty(),
                sums,
                Months.read(item),
                item.number("expireFrom"),
                Optional.ofNullable(item.optionalText("expireMonth")).map(YearMonth::parse));
    }
}
