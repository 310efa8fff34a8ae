package dev.tallystick.bench.units;

import java.util.ArrayList;
import java.util.List;

/** What operations may take at most, and whether they keep to it. */
final class Budgets {

    private Budgets() {}

    private record Budget(String operation, double write, double read) {}

    private static final List<Budget> BUDGETS = List.of(
            new Budget("earn, by member id", 4, 1),
            new Budget("redeem", 4, 1),
            new Budget("replay of an earn", 4, 2),
            new Budget("wallet", 0, 1));

    /** A line each: its name, the figure, the limit, and {@code met} or {@code missed}. */
    static List<String> of(UnitsTable table) {
        List<String> lines = new ArrayList<>();
        for (Budget budget : BUDGETS) {
            Units units = table.of(budget.operation());
            // The wallet reads its entries in an index.
            double read = units.tableRead() + units.indexRead();
            lines.add("%s: %s WRU and %s RRU, at most %s and %s: %s"
                    .formatted(
                            budget.operation(),
                            units.tableWrite(),
                            read,
                            budget.write(),
                            budget.read(),
                            units.tableWrite() <= budget.write() && read <= budget.read() ? "met" : "missed"));
        }
        lines.add("the same with 10, 1,000 and 100,000 entries: %d differ, at most 0: %s"
                .formatted(table.unequal().size(), table.unequal().isEmpty() ? "met" : "missed"));
        return lines;
    }
}
