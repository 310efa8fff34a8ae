package dev.tallystick.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated pipeline loses nothing, changes no order, and agrees with the arithmetic where nothing changes. */
class SaturdayTest {

    private static final Load LOAD = new Load(10_000_000, 1_000);
    private static final Load LARGEST = Load.ALL.getLast();

    /** As many purchases in every second, over the hour of the peak and ten minutes before and after it. */
    private static Day steady(Load load, Event event) {
        return steady(load, event, (int) Growth.oneItem());
    }

    private static Day steady(Load load, Event event, int transactions) {
        return new Day(load, event, _ -> 1, Event.FROM - 600, Event.UNTIL + 600, transactions, 1);
    }

    @Test
    void theSameSeedGivesTheSameDay() {
        assertThat(told(Simulation.of(steady(LOAD, Event.POISONED), 7)))
                .isEqualTo(told(Simulation.of(steady(LOAD, Event.POISONED), 7)))
                .isNotEqualTo(told(Simulation.of(steady(LOAD, Event.POISONED), 8)));
    }

    private static List<Object> told(Simulation day) {
        List<Object> told = new ArrayList<>();
        for (Lag lag :
                List.of(day.figures().lag(), day.feed().lag(), day.webhook().lag())) {
            told.addAll(List.of(lag.allTaken(), lag.largestBacklog(), lag.age(0.5), lag.age(1), lag.lateUntil()));
        }
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void everyEntryIsTakenOrWaits(Event event) {
        Simulation day = Simulation.of(steady(LOAD, event), 1);
        long came = (long) day.entries().all();

        for (ConsumerQueue queue : List.of(day.figures(), day.feed())) {
            assertThat(queue.lag().allTaken()).isPositive();
            assertThat(queue.lag().allTaken()
                            + queue.lag().backlog()
                            + day.relay().backlog())
                    .isEqualTo(came);
        }
        assertThat(day.webhook().lag().allTaken() + day.webhook().lag().backlog())
                .isEqualTo(day.feed().lag().allTaken());
    }

    @Test
    void aShardsMessagesAreTakenOnceAndInOrder() {
        List<Message> taken = new ArrayList<>();
        ConsumerQueue queue = new ConsumerQueue(3, 50, Event.NONE, taken::add);
        for (int i = 0; i < 99; i++) {
            queue.offer(new Message(i % 3, i / 3, 1, 0));
        }
        for (int slot = 0; slot < 50; slot++) {
            queue.run(slot);
        }

        for (int shard = 0; shard < 3; shard++) {
            int one = shard;
            assertThat(taken.stream().filter(message -> message.shard() == one).map(Message::number))
                    .hasSize(33)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aShardIsInOneCallAtATime() {
        List<Message> taken = new ArrayList<>();
        ConsumerQueue queue = new ConsumerQueue(1, 50, Event.NONE, taken::add);
        for (int number = 0; number < 40; number++) {
            queue.offer(new Message(0, number, 1, 0));
        }
        for (int slot = 0; slot <= 2 * Design.CALLS_TOGETHER; slot++) {
            queue.run(slot);
        }

        assertThat(taken).hasSize(20);
    }

    @Test
    void aMessageThatCameTwiceIsFound() {
        ConsumerQueue queue = new ConsumerQueue(1, 50, Event.NONE, _ -> {});
        queue.offer(new Message(0, 0, 1, 0));
        queue.offer(new Message(0, 0, 1, 0));
        queue.run(0);

        assertThatThrownBy(() -> queue.run(2)).hasMessage("out of order");
    }

    @Test
    void whereNothingChangesItIsWhatTheArithmeticSays() {
        Simulation day = Simulation.of(steady(LARGEST, Event.NONE), 1);
        double messages = Growth.messages(LARGEST, 1 / Design.BATCHING_WINDOW_SECONDS);

        assertThat(day.entries().mean()).isCloseTo(LARGEST.purchases(), within(0.001 * LARGEST.purchases()));
        assertThat(day.messages().mean()).isCloseTo(messages, within(0.02 * messages));
        assertThat(day.figures().messages().mean()).isCloseTo(messages, within(0.02 * messages));
        assertThat(day.figures().transactions().mean())
                .isBetween(messages / Design.MESSAGES_TOGETHER, Growth.oneItem());
        assertThat(day.figures().lag().lateUntil()).isZero();
    }

    @Test
    void withLessThanTheLoadTakesTheBacklogGrowsAndGrows() {
        int tooFew = (int) (Growth.messages(LARGEST, 1) / Design.MESSAGES_TOGETHER * 0.8);
        Simulation day = Simulation.of(steady(LARGEST, Event.NONE, tooFew), 1);

        assertThat(day.figures().lag().backlog())
                .isGreaterThan(day.figures().lag().largestBacklog() * 99 / 100)
                .isCloseTo((long) (0.2 * day.entries().all()), within((long)
                        (0.04 * day.entries().all())));
        assertThat(day.isLate(day.figures().lag())).isTrue();
    }

    @Test
    void aPoisonedMessageHoldsUpItsOwnShardOnly() {
        Simulation day = Simulation.of(steady(LOAD, Event.POISONED), 1);

        assertThat(day.figures().lag().age(1)).isGreaterThan(3_000);
        assertThat(day.figures().lag().age(0.95)).isLessThan(3);
        assertThat(day.isLate(day.figures().lag())).isFalse();
    }

    @Test
    void aConsumerThatIsOutHoldsUpNoOther() {
        Simulation day = Simulation.of(steady(LOAD, Event.FIGURES_OUT), 1);

        assertThat(day.figures().lag().age(1)).isGreaterThan(3_600);
        assertThat(day.feed().lag().lateUntil()).isZero();
    }
}
