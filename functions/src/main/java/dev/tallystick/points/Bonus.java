package dev.tallystick.points;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extra points on purchases that meet every condition that is set. Categories and SKUs together say which lines earn it; with
 * neither it is on the whole eligible amount. An empty set is no condition.
 *
 * @param from first instant at which it holds, by when the purchase happened
 * @param until first instant at which it no longer does
 * @param maximumPoints the most that one purchase gets
 */
public record Bonus(
        String id,
        String name,
        Rate rate,
        Set<String> categories,
        Set<String> skus,
        Set<Channel> channels,
        Set<String> sources,
        @Nullable Instant from,
        @Nullable Instant until,
        First first,
        @Nullable Points maximumPoints) {

    public Bonus {
        categories = Set.copyOf(categories);
        skus = Set.copyOf(skus);
        channels = Set.copyOf(channels);
        sources = Set.copyOf(sources);
    }

    /** How much it gives. */
    public sealed interface Rate {

        /** So many percent of what the base rule gives on the same amount. */
        record Percent(int percent) implements Rate {}

        /** So many points for every so much. */
        record PerAmount(Points points, Money perAmount) implements Rate {}
    }

    /** Of which purchases it is. */
    public enum First {
        /** Of every one. */
        ANY,
        /** Of a member's first anywhere. */
        PURCHASE,
        /** Of the first in a channel, when there was one in the other before. */
        OTHER_CHANNEL
    }

    /** Whether a purchase as a whole, made at an instant, meets the conditions. */
    boolean isFor(Command.RecordPurchase purchase, Instant madeAt, Fact.Firsts firsts) {
        return (channels.isEmpty() || channels.contains(purchase.channel()))
                && (sources.isEmpty() || sources.contains(purchase.source()))
                && (from == null || !madeAt.isBefore(from))
                && (until == null || madeAt.isBefore(until))
                && switch (first) {
                    case ANY -> true;
                    case PURCHASE -> firsts.purchase();
                    case OTHER_CHANNEL -> firsts.inChannel() && firsts.otherChannelAt() != null;
                };
    }

    /** Whether it is on the whole eligible amount. */
    boolean isOnEverything() {
        return categories.isEmpty() && skus.isEmpty();
    }

    /** Whether a part of a purchase earns it; charges have neither category nor SKU. */
    boolean isOn(@Nullable String category, @Nullable String sku) {
        return isOnEverything()
                || (category != null && categories.contains(category))
                || (sku != null && skus.contains(sku));
    }
}
