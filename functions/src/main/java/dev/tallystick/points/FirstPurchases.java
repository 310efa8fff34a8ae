package dev.tallystick.points;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a member first bought in each channel, as the source told, and how many purchases there are that nobody voided. In
 * the office's name nothing is a first.
 */
public record FirstPurchases(First online, First inStore) {

    public static final FirstPurchases NONE = new FirstPurchases(First.NONE, First.NONE);

    /**
     * One channel's.
     *
     * @param at absent where there is no purchase
     * @param purchases so many
     */
    public record First(@Nullable Instant at, long purchases) {

        public static final First NONE = new First(null, 0);

        private First after(Instant occurredAt) {
            return new First(at == null ? occurredAt : at, purchases + 1);
        }

        /** Where the only purchase is voided, the next one is the first again. */
        private First without() {
            return purchases <= 1 ? NONE : new First(at, purchases - 1);
        }
    }

    /** What a purchase in this channel is the first of. */
    Fact.Firsts seenFrom(Channel channel) {
        boolean first = online.at == null && inStore.at == null;
        return switch (channel) {
            case ONLINE -> new Fact.Firsts(first, online.at == null, inStore.at);
            case IN_STORE -> new Fact.Firsts(first, inStore.at == null, online.at);
            case OFFICE -> new Fact.Firsts(false, false, null);
        };
    }

    /** The journey that is none any more where a purchase in this channel never happened. */
    @Nullable
    Journey endedBy(Channel channel) {
        Instant firstOnline = online.at;
        Instant firstInStore = inStore.at;
        FirstPurchases left = without(channel);
        boolean ends = left.online.at == null || left.inStore.at == null;
        return ends && firstOnline != null && firstInStore != null ? new Journey(firstOnline, firstInStore) : null;
    }

    FirstPurchases after(Channel channel, Instant occurredAt) {
        return switch (channel) {
            case ONLINE -> new FirstPurchases(online.after(occurredAt), inStore);
            case IN_STORE -> new FirstPurchases(online, inStore.after(occurredAt));
            case OFFICE -> this;
        };
    }

    FirstPurchases without(Channel channel) {
        return switch (channel) {
            case ONLINE -> new FirstPurchases(online.without(), inStore);
            case IN_STORE -> new FirstPurchases(online, inStore.without());
            case OFFICE -> this;
        };
    }
}
