package dev.tallystick.points;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry is about: everything that its answer and a later follow-up need. */
public sealed interface Fact {

    /** The kind of entry that this makes. */
    default Kind kind() {
        return switch (this) {
            case Enrolled _ -> Kind.ENROLLED;
            case Earned _ -> Kind.EARNED;
            case Redeemed _ -> Kind.REDEEMED;
            case Expired _ -> Kind.EXPIRED;
            case Adjusted _ -> Kind.ADJUSTED;
        };
    }

    /** The program version that decided; none where time alone did. */
    default Optional<Integer> decidedBy() {
        return switch (this) {
            case Enrolled enrolled -> Optional.of(enrolled.programVersion());
            case Earned earned -> Optional.of(earned.programVersion());
            case Redeemed redeemed -> Optional.of(redeemed.programVersion());
            case Adjusted adjusted -> Optional.of(adjusted.programVersion());
            case Expired _ -> Optional.empty();
        };
    }

    /** When it happened, where the source says so. */
    default @Nullable Instant occurredAt() {
        return null;
    }

    /** How the entry changed the lots. */
    default List<Lot> lotChanges() {
        return List.of();
    }

    /** A member joined. */
    record Enrolled(int programVersion, Standing tier) implements Fact {}

    /**
     * A purchase earned points.
     *
     * @param eligible the part of the total that earns
     * @param breakdown what each rule gave
     * @param pools the parts in which a refund is counted back
     * @param tierMonth the month in which the points count for the tier
     */
    record Earned(
            int programVersion,
            Money total,
            Money eligible,
            Instant occurredAt,
            Channel channel,
            List<RuleShare> breakdown,
            List<Pool> pools,
            List<Lot> lotChanges,
            Standing tierBefore,
            Standing tierAfter,
            YearMonth tierMonth,
            Firsts firsts)
            implements Fact {

        public Earned {
            breakdown = List.copyOf(breakdown);
            pools = List.copyOf(pools);
            lotChanges = List.copyOf(lotChanges);
            Invariant.POOLS_ADD_UP.hold(
                    pools.stream().mapToLong(pool -> pool.total().minorUnits()).sum() == total.minorUnits()
                            && pools.stream()
                                            .mapToLong(pool -> pool.points().value())
                                            .sum()
                                    == earnedBy(breakdown).value());
        }

        public Points earned() {
            return earnedBy(breakdown);
        }

        private static Points earnedBy(List<RuleShare> breakdown) {
            return Points.of(breakdown.stream().mapToLong(RuleShare::points).reduce(0, Math::addExact));
        }
    }

    /** Points were spent. */
    record Redeemed(int programVersion, Points points, Money value, List<Lot> lotChanges) implements Fact {

        public Redeemed {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /**
     * The retailer corrected the balance by hand; it counts for no tier.
     *
     * @param points given where above zero, taken where below
     */
    record Adjusted(int programVersion, long points, String reasonCode, List<Lot> lotChanges) implements Fact {

        public Adjusted {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /** A lot has ended with these points in it. */
    record Expired(Lot ended) implements Fact {

        @Override
        public List<Lot> lotChanges() {
            return List.of(ended.negated());
        }
    }

    /** A tier and the points of twelve months that it rests on. */
    record Standing(String tier, Points points) {}

    /**
     * What one rule gave: {@code base}, {@code tier:<id>}, {@code bonus:<id>}.
     *
     * @param cappedFrom what it would have been without the rule's maximum, where that cut it
     */
    record RuleShare(String rule, long points, @Nullable Long cappedFrom) {}

    /**
     * What a purchase was the first of.
     *
     * @param purchase the member's first purchase anywhere
     * @param inChannel the first in this channel
     * @param otherChannelAt when the first in the other channel happened, if there was one before
     */
    record Firsts(
            boolean purchase, boolean inChannel, @Nullable Instant otherChannelAt) {}
}
