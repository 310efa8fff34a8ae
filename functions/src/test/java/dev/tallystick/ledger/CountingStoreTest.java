package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Lines;
import dev.tallystick.points.MemberId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is committed is counted, once; what is not committed is not. */
class CountingStoreTest {

    private final Desk desk = Desk.open().behind(CountingStore::new);
    private final MemberId member = desk.memberWith(1_000);
    private final String id = Books.freshId();

    @Test
    void aPurchaseIsCountedWhenItIsRecordedAndNotWhenItIsRepeated() {
        assertThat(counted(() -> recorded(desk.buy(member, id, 4_250))))
                .isEqualTo(Map.of(
                        "Purchases{Channel=in_store}", 1L,
                        "PointsEarned{Channel=in_store}", 42L,
                        "Attempts{Channel=in_store}", 1L,
                        "Commits{Channel=in_store}", 1L));
        assertThat(counted(() -> desk.buy(member, id, 4_250))).isEmpty();
    }

    @Test
    void pointsAreCountedByWhatBecomesOfThem() {
        recorded(desk.buy(member, id, 10_000));
        recorded(desk.redeem(member, id, 300));

        assertThat(counted(() -> desk.redeem(member, Books.freshId(), 200)))
                .containsEntry("PointsRedeemed{Channel=in_store}", 200L)
                .doesNotContainKey("Purchases{Channel=in_store}");
        assertThat(counted(() -> desk.refund(desk.purchase(id), "r-1", 5_000)))
                .containsEntry("PointsClawedBack{Channel=in_store}", 50L);
        assertThat(counted(() -> desk.reverse(desk.redemption(id), "v-1", 100L)))
                .containsEntry("PointsGivenBack{Channel=in_store}", 100L);
        assertThat(counted(() -> desk.give(member, 5))).containsEntry("PointsAdjusted{Channel=in_store}", 5L);
    }

    @Test
    void whatIsRefusedCommitsNothing() {
        assertThat(counted(() -> desk.redeem(member, id, 2_000))).isEmpty();
    }

    @Test
    void whatTimeHasTakenIsOfNoChannel() {
        desk.waits(Duration.ofDays(800));

        assertThat(counted(() -> recorded(desk.buy(member, id, 100)))).containsEntry("PointsExpired", 1_000L);
    }

    @Test
    void anAttemptThatMetSomebodyElsesIsAConflictAndTheNextOneCommits() {
        Desk raced = desk.behind(store ->
                new CountingStore(Meanwhile.at(Meanwhile.Moment.BEFORE_COMMIT, () -> desk.give(member, 5))
                        .apply(store)));

        assertThat(counted(() -> recorded(raced.buy(member, id, 100))))
                .containsEntry("Attempts{Channel=in_store}", 3L)
                .containsEntry("Conflicts{Channel=in_store}", 1L)
                .containsEntry("Commits{Channel=in_store}", 2L)
                .containsEntry("Purchases{Channel=in_store}", 1L);
    }

    private static Map<String, Long> counted(Supplier<?> work) {
        return Lines.of(() -> CallScope.within(new JsonObject(), work)).metrics();
    }
}
