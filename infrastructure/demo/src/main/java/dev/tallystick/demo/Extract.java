package dev.tallystick.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The two logs that ship with the demo, as purchases of one set of customers; see data/README.md. */
final class Extract {

    /** From the orders' years to the receipts'. */
    private static final int YEARS_MOVED = 20;

    private static final int NOON_HOUR = 12;

    private Extract() {}

    static List<Purchase> read() {
        return purchases(Csv.read(resource("online-orders.csv")), Csv.read(resource("till-receipts.csv")));
    }

    static List<Purchase> purchases(List<Csv.Row> orders, List<Csv.Row> receiptLines) {
        List<Customer> customers = pairs(
                ids(orders, "customer_id", Comparator.naturalOrder()),
                ids(receiptLines, "household_id", Comparator.comparingLong(Long::parseLong)));
        List<Purchase> purchases = new ArrayList<>(orders(orders, by(customers, Customer::webId)));
        purchases.addAll(receipts(receiptLines, by(customers, Customer::householdId)));
        return purchases;
    }

    private static List<Purchase> orders(List<Csv.Row> rows, Map<String, Customer> customers) {
        Map<String, Integer> ordersOfDay = new HashMap<>();
        return rows.stream()
                .filter(row -> customers.containsKey(row.text("customer_id")))
                .map(row -> {
                    LocalDate orderedOn = LocalDate.parse(row.text("ordered_on"));
                    String day = orderedOn.toString().replace("-", "") + "-" + row.text("customer_id");
                    int ofDay = ordersOfDay.merge(day, 1, Integer::sum);
                    return new Purchase(
                            day + "-" + ofDay,
                            Source.WEB,
                            of(customers, row.text("customer_id")),
                            time(orderedOn, ofDay),
                            row.number("total_cents"),
                            List.of());
                })
                .toList();
    }

    private static Instant time(LocalDate orderedOn, int ofDay) {
        return orderedOn.plusYears(YEARS_MOVED).atTime(NOON_HOUR, ofDay - 1).toInstant(ZoneOffset.UTC);
    }

    private static List<Purchase> receipts(List<Csv.Row> rows, Map<String, Customer> customers) {
        Map<String, List<Csv.Row>> baskets = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> customers.containsKey(row.text("household_id")))
                .forEach(row -> baskets.computeIfAbsent(row.text("basket_id"), any -> new ArrayList<>())
                        .add(row));
        return baskets.values().stream()
                .map(basket -> receipt(basket, of(customers, basket.getFirst().text("household_id"))))
                .toList();
    }

    private static Purchase receipt(List<Csv.Row> basket, Customer customer) {
        Csv.Row first = basket.getFirst();
        List<Purchase.Line> lines = basket.stream()
                .map(row -> new Purchase.Line(
                        row.text("product_id"),
                        row.text("category"),
                        row.number("quantity"),
                        row.number("sales_cents")))
                .toList();
        return new Purchase(
                first.text("basket_id"),
                first.number("store_id") % 2 == 0 ? Source.STORE_1 : Source.STORE_2,
                customer,
                Instant.parse(first.text("sold_at")),
                lines.stream().mapToLong(Purchase.Line::cents).sum(),
                lines);
    }

    private static List<Customer> pairs(List<String> webIds, List<String> householdIds) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < Math.min(webIds.size(), householdIds.size()); i++) {
            customers.add(new Customer(i + 1, webIds.get(i), householdIds.get(i)));
        }
        return customers;
    }

    private static List<String> ids(List<Csv.Row> rows, String column, Comparator<String> order) {
        TreeSet<String> ids = new TreeSet<>(order);
        rows.forEach(row -> ids.add(row.text(column)));
        return List.copyOf(ids);
    }

    private static Map<String, Customer> by(List<Customer> customers, Function<Customer, String> id) {
        Map<String, Customer> byId = new HashMap<>();
        customers.forEach(customer -> byId.put(id.apply(customer), customer));
        return byId;
    }

    private static Customer of(Map<String, Customer> customers, String id) {
        Customer customer = customers.get(id);
        if (customer == null) {
            throw new IllegalArgumentException("nobody is paired with " + id);
        }
        return customer;
    }

    private static List<String> resource(String name) {
        try (InputStream data = Extract.class.getResourceAsStream("/data/" + name)) {
            if (data == null) {
                throw new IllegalStateException("the jar has no data/" + name);
            }
            return new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
