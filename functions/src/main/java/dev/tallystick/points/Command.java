package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What someone asks of a member's points. */
public sealed interface Command {

    /**
     * Goods were bought; the member earns.
     *
     * @param total value of the goods, however they were paid
     * @param lines may be empty: then nothing is known but the total
     * @param occurredAt when it happened at the till, as the source says
     * @param channel where the source sells
     * @param source the shop or store
     * @param businessDate the day in the source's books
     * @param waitsFor what has to happen before its points become active, if anything
     * @param offline told later by a till that was offline: a clock that is ahead is noted, not refused
     */
    record RecordPurchase(
            Money total,
            List<Line> lines,
            List<Charge> charges,
            Instant occurredAt,
            LocalDate businessDate,
            Channel channel,
            String source,
            @Nullable WaitsFor waitsFor,
            boolean offline)
            implements Command {

        public RecordPurchase {
            lines = List.copyOf(lines);
            charges = List.copyOf(charges);
        }

        /** Told while it happens. */
        public RecordPurchase(
                Money total,
                List<Line> lines,
                List<Charge> charges,
                Instant occurredAt,
                LocalDate businessDate,
                Channel channel,
                String source,
                @Nullable WaitsFor waitsFor) {
            this(total, lines, charges, occurredAt, businessDate, channel, source, waitsFor, false);
        }
    }

    /**
     * Goods, or what they had cost, came back.
     *
     * @param lines may be empty: then it is spread over the whole purchase
     * @param restorePoints whether points that had paid for it are given back in proportion
     * @param offline told later by a till that was offline: a clock that is ahead is noted, not refused
     */
    record Refund(
            Money total,
            List<Line> lines,
            List<Charge> charges,
            Instant occurredAt,
            boolean restorePoints,
            boolean offline)
            implements Command {

        public Refund {
            lines = List.copyOf(lines);
            charges = List.copyOf(charges);
        }

        /** Told while it happens. */
        public Refund(Money total, List<Line> lines, List<Charge> charges, Instant occurredAt, boolean restorePoints) {
            this(total, lines, charges, occurredAt, restorePoints, false);
        }
    }

    /**
     * Goods were collected, delivered or paid.
     *
     * @param total of that part of them; all that is left where it is absent
     */
    record Activate(@Nullable Money total) implements Command {}

    /** A purchase never happened. */
    record VoidPurchase() implements Command {}

    /**
     * Points are spent at once.
     *
     * @param channel where the source sells
     * @param offline told later by a till that was offline: the goods are gone already
     */
    record RedeemPoints(Points points, Channel channel, boolean offline) implements Command {

        /** In a store that asks first. */
        public RedeemPoints(Points points) {
            this(points, Channel.IN_STORE, false);
        }
    }

    /**
     * Points are reserved.
     *
     * @param lasting how long; as the program says where it is absent
     */
    record HoldPoints(Points points, @Nullable Duration lasting) implements Command {}

    /** A hold is to last so long from now. It never gets shorter. */
    record Extend(Duration lasting) implements Command {}

    /**
     * Held points are spent.
     *
     * @param points the others come back; all of them where it is absent
     */
    record Capture(@Nullable Points points) implements Command {}

    /** A hold is given up. */
    record Release() implements Command {}

    /**
     * Points that were spent are given back.
     *
     * @param points all that is left where it is absent
     */
    record Reverse(@Nullable Points points) implements Command {}

    /** A redemption never happened. */
    record VoidRedemption() implements Command {}

    /**
     * The retailer corrects a balance by hand.
     *
     * @param points given where above zero, taken where below
     * @param channel of the source that does it
     * @param reasonCode the retailer's own code
     */
    record Adjust(long points, Channel channel, String reasonCode) implements Command {}

    /** A member is to be forgotten. */
    record Erase() implements Command {}

    /** One position of a purchase; its amount is for the whole quantity and negative where something came back. */
    record Line(String sku, @Nullable String category, Money amount) {}

    /** What is paid beside the goods; counts as a line without category unless its kind is excluded. */
    record Charge(ChargeKind kind, Money amount) {}
}
