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
     * As much of the events as one transaction takes that moves the watermark as well. It is asked again, and reads what it
     * rests on again, where that transaction met somebody else's.
     *
     * @param events at least one, in the shard's order
     */
    Part of(List<E> events);
}
