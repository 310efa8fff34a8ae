package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtractTest {

    private static final String ORDERS = "customer_id,ordered_on,items,total_cents";
    private static final String RECEIPTS =
            "basket_id,household_id,store_id,sold_at,product_id,category,quantity,sales_cents";

    @Test
    void movesOrdersByTwentyYearsAndTellsThoseOfOneDayApart() {
        List<Purchase> purchases =
                purchases(List.of("00003,1997-03-30,2,2076", "00003,1997-03-30,2,2076"), List.of(line("9", "7", "0")));
        assertThat(purchases)
                .filteredOn(purchase -> purchase.source() == Source.WEB)
                .containsExactly(
                        order("19970330-00003-1", "2017-03-30T12:00:00Z"),
                        order("19970330-00003-2", "2017-03-30T12:01:00Z"));
    }

    @Test
    void makesOnePurchaseOfTheLinesOfAReceipt() {
        List<Purchase> purchases =
                purchases(List.of("00003,1997-03-30,2,2076"), List.of(line("9", "7", "150"), line("9", "7", "0")));
        assertThat(purchases)
                .filteredOn(purchase -> purchase.id().equals("9"))
                .singleElement()
                .satisfies(receipt -> {
                    assertThat(receipt.totalCents()).isEqualTo(150);
                    assertThat(receipt.lines())
                            .containsExactly(
                                    new Purchase.Line("995211", "MILK", 1, 150),
                                    new Purchase.Line("995211", "MILK", 1, 0));
                });
    }

    @Test
    void pairsCustomersAndHouseholdsByNumberAndLeavesOutWhoIsAlone() {
        List<Purchase> purchases = purchases(
                List.of("00005,1997-01-02,1,100", "00003,1997-01-01,1,100"),
                List.of(line("1", "11", "1"), line("2", "9", "1"), line("3", "100", "1")));
        assertThat(purchases)
                .extracting(Purchase::customer)
                .containsOnly(new Customer(1, "00003", "9"), new Customer(2, "00005", "11"));
        assertThat(purchases).extracting(Purchase::id).doesNotContain("3");
    }

    private static List<Purchase> purchases(List<String> orders, List<String> receipts) {
        return Extract.purchases(table(ORDERS, orders), table(RECEIPTS, receipts));
    }

    private static List<Csv.Row> table(String header, List<String> rows) {
        return Csv.read(Stream.concat(Stream.of(header), rows.stream()).toList());
    }

    private static String line(String basket, String household, String cents) {
        return basket + "," + household + ",361,2017-01-01T08:47:20Z,995211,MILK,1," + cents;
    }

    private static Purchase order(String id, String at) {
        return new Purchase(id, Source.WEB, new Customer(1, "00003", "7"), Instant.parse(at), 2_076, List.of());
    }
}
