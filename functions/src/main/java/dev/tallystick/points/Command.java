package dev.tallystick.points;

import java.time.Instant;
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
     */
    record RecordPurchase(
            Money total, List<Line> lines, List<Charge> charges, Instant occurredAt, Channel channel, String source)
            implements Command {

        public RecordPurchase {
            lines = List.copyOf(lines);
            charges = List.copyOf(charges);
        }
    }

    /** Points are spent at once. */
    record RedeemPoints(Points points) implements Command {}

    /**
     * The retailer corrects a balance by hand.
     *
     * @param points given where above zero, taken where below
     * @param channel of the source that does it
     * @param reasonCode the retailer's own code
     */
    record Adjust(long points, Channel channel, String reasonCode) implements Command {}

    /** One position of a purchase; its amount is for the whole quantity and negative where something came back. */
    record Line(String sku, @Nullable String category, Money amount) {}

    /** What is paid beside the goods; counts as a line without category unless its kind is excluded. */
    record Charge(ChargeKind kind, Money amount) {}
}
