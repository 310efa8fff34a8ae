package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final String OPERATION_ID = "[A-Za-z0-9._~@+=:-]{1,64}";

    private final Story story = Story.read();

    @Test
    void hasOverTwoHundredCustomersAndAThousandPurchases() {
        assertThat(story.customers()).hasSizeGreaterThanOrEqualTo(220);
        assertThat(story.purchases()).hasSizeGreaterThanOrEqualTo(1_200);
    }

    @Test
    void everyCustomerBuysInBothChannels() {
        Map<Customer, Set<Channel>> channels = new HashMap<>();
        story.purchases()
                .forEach(purchase -> channels.computeIfAbsent(purchase.customer(), any -> EnumSet.noneOf(Channel.class))
                        .add(purchase.source().channel()));
        assertThat(channels.values())
                .allSatisfy(seen -> assertThat(seen).containsExactlyInAnyOrder(Channel.ONLINE, Channel.IN_STORE));
    }

    @Test
    void everyShopAndStoreSells() {
        assertThat(story.purchases())
                .extracting(Purchase::source)
                .contains(Source.WEB, Source.STORE_1, Source.STORE_2)
                .doesNotContain(Source.OFFICE);
    }

    @Test
    void isOfOneYearInOrderOfTime() {
        assertThat(story.purchases())
                .extracting(Purchase::occurredAt)
                .isSorted()
                .allSatisfy(at -> assertThat(at)
                        .isBetween(Instant.parse("2017-01-01T00:00:00Z"), Instant.parse("2017-12-31T22:59:59Z")));
    }

    @Test
    void idsAreUniqueAndOfTheFormThatTheInterfaceTakes() {
        Set<String> seen = new HashSet<>();
        assertThat(story.purchases()).allSatisfy(purchase -> {
            assertThat("r-" + purchase.id()).matches(OPERATION_ID);
            assertThat(seen.add(purchase.source() + " " + purchase.id())).isTrue();
        });
    }

    @Test
    void linesAddUpAndAreOfTheFormThatTheInterfaceTakes() {
        assertThat(story.purchases()).allSatisfy(purchase -> {
            assertThat(purchase.totalCents()).isNotNegative();
            assertThat(purchase.lines().isEmpty()).isEqualTo(purchase.source() == Source.WEB);
            if (!purchase.lines().isEmpty()) {
                assertThat(purchase.lines().stream()
                                .mapToLong(Purchase.Line::cents)
                                .sum())
                        .isEqualTo(purchase.totalCents());
            }
            assertThat(purchase.lines()).allSatisfy(line -> {
                assertThat(line.sku()).hasSizeBetween(1, 64);
                assertThat(line.category()).hasSizeLessThanOrEqualTo(64);
                assertThat(line.quantity()).isBetween(0L, 1_000_000L);
            });
        });
    }

    @Test
    void namesNoTwoCustomersAlike() {
        List<Customer> customers = story.customers();
        assertThat(customers).doesNotHaveDuplicates();
        assertThat(customers).extracting(Customer::phone).doesNotHaveDuplicates();
        assertThat(customers).extracting(Customer::email).doesNotHaveDuplicates();
        assertThat(customers).extracting(Customer::webId).doesNotHaveDuplicates();
        assertThat(customers).extracting(Customer::enrolmentId).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(Story.read()).isEqualTo(story);
    }

    @Test
    void canBeCutToAFewCustomers() {
        Story cut = story.ofTheFirst(3);
        assertThat(cut.customers()).extracting(Customer::number).containsExactly(1, 2, 3);
        assertThat(story.purchases()).containsSubsequence(cut.purchases());
    }

    @Test
    void lanesHaveEveryPurchaseAndEachCustomerInOneOfThem() {
        List<List<Purchase>> lanes = story.lanes(4);
        assertThat(lanes.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(story.purchases());
        assertThat(lanes.stream()
                        .mapToLong(lane ->
                                lane.stream().map(Purchase::customer).distinct().count())
                        .sum())
                .isEqualTo(story.customers().size());
    }
}
