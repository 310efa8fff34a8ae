package dev.tallystick.bench.cost;

import dev.tallystick.bench.units.UnitsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes what a million purchases cost and writes {@code docs/cost.md}: {@code CostPage <root>}. */
public final class CostPage {

    private CostPage() {}

    /** The argument is the repository's root. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        String page = page(root);
        Files.writeString(root.resolve("docs/cost.md"), page);
        System.out.print(page);
    }

    static String page(Path root) throws IOException {
        UnitsTable units = UnitsTable.parse(Files.readString(root.resolve("docs/units.md")));
        Prices prices = Prices.read("us-east-1.txt");
        Map<String, Double> busy = Bill.of(prices, units, 100);
        Map<String, Double> quiet = Bill.of(prices, units, 1);
        return """
                # What it costs

                Written by `dev.tallystick.bench.cost.CostPage` from [the measured units](units.md), the price list below and the assumptions below it; do not edit it. All prices in
                dollars, us-east-1, without free tiers, discounts and taxes. Other Regions were not looked up.

                ## A million purchases

                Each names its member by card, and goes through the whole pipeline. In a busy shop the stream brings a hundred at a time; in a quiet one each comes alone, and
                that is the most that it can cost.

                %s
                Storage is for a million purchases kept for three years. It is most of it, and it goes on for as long as the entries are kept.

                ## What else customers do

                A million calls of each, answering only: HTTP API, Lambda, tables and indexes. What follows of an entry is as in the table above.

                %s
                ## A month in which nobody buys anything

                %s
                ## The alternatives by their public price lists

                Only what was found on a page, none of it asked for. They sell more than a ledger (pages, mails, support), and here nobody's working hours are counted: this is what
                the machines cost and no more. Compared by the order: their price at the plan's own limit, where an order is cheapest, divided by that many orders.

                %s
                Found, but not of the seller's own list, and without a number of orders: [Square Loyalty, $49 a month and location](https://www.favecard.co/en/blog/square-loyalty-review/) (2026-05);
                [LoyaltyLion and Yotpo Loyalty, $500 to $3,000 and more a month](https://shopexperts.com/help/smile-loyaltylion-shopify) (2026-06-12);
                [Talon.One, $30,000 to $300,000 and more a year](https://www.vibereference.com/marketing-and-seo/customer-loyalty-rewards-programs) (undated).
                [Voucherify's page as we found it](https://www.voucherify.io/pricing) counts redemptions: $59 a month for 100 of them (undated). Of Open Loyalty and Stamp Me no public price was found.

                ## Prices

                | what | dollars | for a | seen | source |
                |---|---|---|---|---|
                %s
                ## Assumptions

                No duration was measured on AWS. What was measured on this machine ([performance](performance.md)) is told with the assumption that it is a part of.

                | | |
                |---|---|
                %s""".formatted(
                        bills(busy, quiet),
                        calls(prices, units),
                        table("a month", Bill.month(prices, units)),
                        alternatives(sum(busy) / 1e6, sum(quiet) / 1e6),
                        rows(prices.rows().stream().map(cells -> "| " + String.join(" | ", cells) + " |")),
                        rows(Stream.of(Assumption.values()).map(Assumption::row)));
    }

    private static String bills(Map<String, Double> busy, Map<String, Double> quiet) {
        StringBuilder table = new StringBuilder("| | busy: batches of 100 | quiet: one at a time |\n|---|---|---|\n");
        busy.forEach((item, dollars) ->
                table.append("| %s | %s | %s |\n".formatted(item, money(dollars), money(quiet.get(item)))));
        return table.append("| **a million purchases** | **%s** | **%s** |\n"
                        .formatted(money(sum(busy)), money(sum(quiet))))
                .toString();
    }

    private static String calls(Prices prices, UnitsTable units) {
        return "| | dollars |\n|---|---|\n"
                + rows(units.rows().entrySet().stream()
                        .filter(row -> List.of(
                                        "enrolment",
                                        "redeem",
                                        "hold",
                                        "capture",
                                        "refund",
                                        "quote",
                                        "lookup, by card",
                                        "statement, a page of 20",
                                        "wallet",
                                        "replay of an earn")
                                .contains(row.getKey()))
                        .map(row -> "| %s | %s |".formatted(row.getKey(), money(Bill.call(prices, row.getValue())))));
    }

    private static String table(String total, Map<String, Double> items) {
        return "| | dollars |\n|---|---|\n"
                + rows(items.entrySet().stream()
                        .map(item -> "| %s | %s |".formatted(item.getKey(), money(item.getValue()))))
                + "| **%s** | **%s** |\n".formatted(total, money(sum(items)));
    }

    private static String alternatives(double busy, double quiet) {
        Stream<String> others = Prices.read("alternatives.txt").rows().stream()
                .map(cells -> "| %s | %s | %,.0f | %s | %s | %s |"
                        .formatted(
                                cells.get(0),
                                cells.get(1),
                                1e6 * Double.parseDouble(cells.get(1)),
                                cells.get(2),
                                cells.get(3),
                                cells.get(4)));
        return "| | dollars an order | a million orders | how | dated | source |\n|---|---|---|---|---|---|\n"
                + "| Tallystick on AWS, busy | %.6f | %.0f | above | %s | |\n".formatted(busy, 1e6 * busy, "2026-11")
                + "| Tallystick on AWS, quiet | %.6f | %.0f | above | %s | |\n".formatted(quiet, 1e6 * quiet, "2026-11")
                + rows(others);
    }

    private static double sum(Map<String, Double> items) {
        return items.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String money(@org.jspecify.annotations.Nullable Double dollars) {
        return dollars == null ? "–" : String.format(Locale.ROOT, "%.2f", dollars);
    }

    private static String rows(Stream<String> rows) {
        return rows.map(row -> row + "\n").collect(Collectors.joining());
    }
}
