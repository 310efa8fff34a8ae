package dev.tallystick.demo;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Real purchases of one year, in order of time. That a customer of the web shop and a household at the tills are one
 * person is made up.
 */
public record Story(List<Purchase> purchases) {

    public Story {
        purchases = purchases.stream()
                .sorted(Comparator.comparing(Purchase::occurredAt).thenComparing(Purchase::id))
                .toList();
    }

    /** The extract that ships with the demo. */
    public static Story read() {
        return new Story(Extract.read());
    }

    /** The same without all customers but the first few. */
    public Story ofTheFirst(int customers) {
        return new Story(purchases.stream()
                .filter(purchase -> purchase.customer().number() <= customers)
                .toList());
    }

    /** The customers, by number. */
    public List<Customer> customers() {
        return purchases.stream()
                .map(Purchase::customer)
                .distinct()
                .sorted(Comparator.comparingInt(Customer::number))
                .toList();
    }

    /** The purchases of every n-th customer, so that n lanes can play side by side and each customer's keep their order. */
    List<List<Purchase>> lanes(int lanes) {
        return IntStream.range(0, lanes)
                .mapToObj(lane -> purchases.stream()
                        .filter(purchase -> purchase.customer().number() % lanes == lane)
                        .toList())
                .toList();
    }
}
