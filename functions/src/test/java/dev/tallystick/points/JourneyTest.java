package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A member's way between the channels: completed by the later of two first purchases, and undone with either. */
class JourneyTest {

    private static final Instant MONDAY = Life.BEGINNING;
    private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

    private final Life life = new Life(Program.shipped());

    @Test
    void theFirstPurchaseInTheOtherChannelCompletesIt() {
        life.buy("p1", 1_000, Channel.ONLINE);
        life.at(FRIDAY);
        life.buy("p2", 1_000, Channel.IN_STORE);
        life.buy("p3", 1_000, Channel.IN_STORE);
        life.buy("p4", 1_000, Channel.OFFICE);

        Journey journey = new Journey(MONDAY, FRIDAY);
        assertThat(journeyOf("p1")).isEmpty();
        assertThat(journeyOf("p2")).contains(journey);
        assertThat(journeyOf("p3")).isEmpty();
        assertThat(journeyOf("p4")).isEmpty();
        assertThat(journey.from()).isEqualTo(Channel.ONLINE);
        assertThat(journey.to()).isEqualTo(Channel.IN_STORE);
        assertThat(journey.beganAt()).isEqualTo(MONDAY);
        assertThat(journey.endedAt()).isEqualTo(FRIDAY);
    }

    @Test
    void whichWasFirstIsNotWhichWasRecordedFirst() {
        Journey journey = new Journey(FRIDAY, MONDAY);

        assertThat(journey.from()).isEqualTo(Channel.IN_STORE);
        assertThat(journey.to()).isEqualTo(Channel.ONLINE);
        assertThat(journey.beganAt()).isEqualTo(MONDAY);
        assertThat(journey.endedAt()).isEqualTo(FRIDAY);
        assertThat(new Journey(MONDAY, MONDAY).from()).isEqualTo(Channel.ONLINE);
    }

    @Test
    void theVoidOfEitherUndoesItAndTheNextPurchaseBeginsAnother() {
        life.buy("p1", 1_000, Channel.ONLINE);
        life.at(FRIDAY);
        life.buy("p2", 1_000, Channel.IN_STORE);
        life.voidPurchase("p1");
        life.buy("p3", 1_000, Channel.ONLINE);

        assertThat(undoneBy("p1")).contains(new Journey(MONDAY, FRIDAY));
        assertThat(journeyOf("p3")).contains(new Journey(FRIDAY, FRIDAY));
    }

    @Test
    void theVoidOfOneAmongSeveralUndoesNothing() {
        life.buy("p1", 1_000, Channel.ONLINE);
        life.buy("p2", 1_000, Channel.IN_STORE);
        life.buy("p3", 1_000, Channel.IN_STORE);
        life.voidPurchase("p2");

        assertThat(undoneBy("p2")).isEmpty();
    }

    @Test
    void theVoidOfTheOnlyPurchaseOfAllUndoesNothing() {
        life.buy("p1", 1_000, Channel.ONLINE);
        life.voidPurchase("p1");

        assertThat(undoneBy("p1")).isEmpty();
    }

    private Optional<Journey> journeyOf(String purchase) {
        Entry entry = step(purchase, 0);
        return ((Fact.Earned) entry.fact()).journey(entry.at());
    }

    private Optional<Journey> undoneBy(String purchase) {
        return Optional.ofNullable(((Fact.PurchaseVoided) step(purchase, 1).fact()).undone());
    }

    private Entry step(String purchase, int step) {
        return life.entries().stream()
                .filter(entry -> entry.key().step() == step && entry.key().id().endsWith(":" + purchase))
                .findFirst()
                .orElseThrow();
    }
}
