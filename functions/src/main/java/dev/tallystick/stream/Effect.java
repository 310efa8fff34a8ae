package dev.tallystick.stream;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What a consumer makes of events. */
public interface Effect<E> {

    /**
     * Of how many events, from the first on, and what is written of them.
     *
     * @param events at least one
     */
    record Part(int events, List<TransactWriteItem> writes) {}

    /**
     * As much of the events as one transaction takes that moves ten watermarks as well. It is asked again, and reads what it
     * rests on again, where that transaction met somebody else's.
     *
     * @param events at least one, those of a shard in its order
     */
    Part of(List<E> events);

    /**
     * Whether all that a shard had before this event has been taken in another way. Then what is missing before it need not be
     * waited for.
     */
    default boolean hasAllBefore(E event) {
        return false;
    }
}
