package dev.tallystick.bench.units;

import java.util.List;

/** The document that the measurement writes. */
final class UnitsPage {

    private UnitsPage() {}

    static String of(UnitsTable table, List<String> lengths) {
        return """
                # What each operation takes

                Written by `dev.tallystick.bench.units.MeasureUnits`; do not edit it. `UnitsTest` measures again, with 10 and 1,000 entries, and fails
                where this table says anything else.

                Measured at the functions' own clients, as they call the tables and queues of the local cloud: every request really sent, with the sizes of the items
                that it reads and writes. Units follow the rules that AWS publishes:

                - [sizes of items](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html): names and values in UTF-8, numbers
                  at a byte for two digits and one more, three bytes a map and one for each of its members;
                - [units](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html): a write takes one unit (WRU) for each KB begun, of the larger of the item
                  before and after, and [twice that in a transaction](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html), also where a condition fails; a consistent read takes one (RRU) for each 4 KB
                  begun, any other half of it; a query adds its items up before it rounds;
                - [an index](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html) takes a write where an item comes, goes or changes in it, two where its key changes, and never the double;
                - a message of SQS is a request for each 64 KB begun. What Lambda receives and deletes of queues is not counted here; the page on cost adds it.

                Tables are Ledger and Members, indexes Statement and Due; Insights has the feed, the figures and the checkpoints. Program and key are known, as in
                a process that has answered before: the row “first earn of a process” shows what reading them (and noting the key's use of the day) adds.

                %s
                %s

                ## Budgets

                ```
                %s
                ```
                """.formatted(table.text().strip(), history(table, lengths), String.join("\n", Budgets.of(table)));
    }

    private static String history(UnitsTable table, List<String> lengths) {
        String all = String.join(
                ", ",
                lengths.stream().map(Integer::parseInt).map("%,d"::formatted).toList());
        return table.unequal().isEmpty()
                ? "\nEvery operation on a member was measured with %s entries of history, and took the same with each; only the audit, which reads them all, takes as much more as there are more."
                        .formatted(all)
                : "\nNot the same with " + all + " entries of history:\n\n- " + String.join("\n- ", table.unequal());
    }
}
