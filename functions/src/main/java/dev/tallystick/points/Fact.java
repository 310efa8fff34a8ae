package dev.tallystick.points;

import java.time.Instant;
import java.time.LocalDate;
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
            case Activated _ -> Kind.ACTIVATED;
            case ClawedBack _ -> Kind.CLAWED_BACK;
            case PurchaseVoided _, RedemptionVoided _ -> Kind.VOIDED;
            case Held _ -> Kind.HELD;
            case Extended _ -> Kind.EXTENDED;
            case Captured _ -> Kind.CAPTURED;
            case Released _ -> Kind.RELEASED;
            case Redeemed _ -> Kind.REDEEMED;
            case Reversed _ -> Kind.REVERSED;
            case Restored _ -> Kind.RESTORED;
            case Expired _ -> Kind.EXPIRED;
            case Adjusted _ -> Kind.ADJUSTED;
            case Forfeited _ -> Kind.FORFEITED;
        };
    }

    /** The program version that decided; none where time alone did. */
    Optional<Integer> decidedBy();

    /** A fact that a version of the program decided. */
    sealed interface ByProgram extends Fact {

        int programVersion();

        @Override
        default Optional<Integer> decidedBy() {
            return Optional.of(programVersion());
        }
    }

    /** When it happened, where the source says so. */
    default @Nullable Instant occurredAt() {
        return null;
    }

    /** Whether the source's clock was so far ahead that its {@link #occurredAt()} is not to be believed. */
    default boolean clockSuspect() {
        return false;
    }

    /** Of the goods that it is about, where it is about goods. */
    default @Nullable Money total() {
        return null;
    }

    /** The time step of the member code that it used up, if it did. */
    default @Nullable Long codeStep() {
        return null;
    }

    /** How the entry changed the lots. */
    default List<Lot> lotChanges() {
        return List.of();
    }

    /** How the entry changed what is pending. */
    default List<Pending> pendingChanges() {
        return List.of();
    }

    /** A member joined. */
    record Enrolled(int programVersion, Standing tier) implements ByProgram {}

    /**
     * A purchase earned points.
     *
     * @param eligible the part of the total that earns
     * @param breakdown what each rule gave
     * @param pools the parts in which a refund is counted back
     * @param activation when what it earned becomes active, and where it then lies
     * @param lotChanges what came to be available at once, debt paid
     * @param tierMonth the month in which the points count for the tier
     * @param limitDay the day on which they count towards the limit a day, where the program has one
     * @param paidWith redemptions that paid for it, in the order named
     */
    record Earned(
            int programVersion,
            Money total,
            Money eligible,
            Instant occurredAt,
            Channel channel,
            List<RuleShare> breakdown,
            List<Pool> pools,
            Activation activation,
            List<Lot> lotChanges,
            Standing tierBefore,
            Standing tierAfter,
            YearMonth tierMonth,
            @Nullable LocalDate limitDay,
            Firsts firsts,
            List<Paid> paidWith,
            boolean clockSuspect)
            implements ByProgram {

        public Earned {
            breakdown = List.copyOf(breakdown);
            pools = List.copyOf(pools);
            lotChanges = List.copyOf(lotChanges);
            paidWith = List.copyOf(paidWith);
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

        /** The way from the other channel that it completes, where it was recorded at an instant. */
        public Optional<Journey> journey(Instant recordedAt) {
            Instant other = firsts.otherChannelAt();
            if (!firsts.inChannel() || other == null) {
                return Optional.empty();
            }
            Instant here = madeAt(recordedAt);
            return Optional.of(channel == Channel.ONLINE ? new Journey(here, other) : new Journey(other, here));
        }

        /** When it was made, as far as can be told, where it was recorded at an instant. */
        Instant madeAt(Instant recordedAt) {
            return clockSuspect ? recordedAt : occurredAt;
        }

        @Override
        public List<Pending> pendingChanges() {
            return activation instanceof Activation.AtOnce || earned().isZero()
                    ? List.of()
                    : List.of(new Pending(activation, ByChannel.of(channel, earned())));
        }

        private static Points earnedBy(List<RuleShare> breakdown) {
            return Points.of(breakdown.stream().mapToLong(RuleShare::points).reduce(0, Math::addExact));
        }
    }

    /**
     * Pending points became active.
     *
     * @param programVersion the program that decided; none where their day came
     * @param total the part of the purchase that was collected, delivered or paid, where someone said so
     * @param lotEnd of the lot in which they then lie
     */
    record Activated(
            @Nullable Integer programVersion,
            @Nullable Money total,
            List<Pending> pendingChanges,
            List<Lot> lotChanges,
            Instant lotEnd)
            implements Fact {

        public Activated {
            pendingChanges = List.copyOf(pendingChanges);
            lotChanges = List.copyOf(lotChanges);
        }

        @Override
        public Optional<Integer> decidedBy() {
            return Optional.ofNullable(programVersion);
        }
    }

    /**
     * Goods came back.
     *
     * @param total their value
     * @param pools what came back of each pool, and the points that the formula counts back for it
     * @param clawback what was taken back
     * @param restored points given back of redemptions that had paid for the purchase, in entries of their own
     */
    record ClawedBack(
            int programVersion,
            Money total,
            Instant occurredAt,
            List<Pool> pools,
            Clawback clawback,
            Points restored,
            boolean clockSuspect)
            implements ByProgram {

        public ClawedBack {
            pools = List.copyOf(pools);
        }

        @Override
        public List<Lot> lotChanges() {
            return clawback.lotChanges();
        }

        @Override
        public List<Pending> pendingChanges() {
            return clawback.pendingChanges();
        }
    }

    /**
     * A purchase never happened.
     *
     * @param total what it had been
     * @param channel where it had been recorded
     * @param undone the member's way between the channels, where it was one only by this purchase; entries from before this was
     *     noted have none
     */
    record PurchaseVoided(
            int programVersion,
            Money total,
            Channel channel,
            Clawback clawback,
            Points restored,
            @Nullable Journey undone)
            implements ByProgram {

        @Override
        public List<Lot> lotChanges() {
            return clawback.lotChanges();
        }

        @Override
        public List<Pending> pendingChanges() {
            return clawback.pendingChanges();
        }
    }

    /**
     * Points are reserved.
     *
     * @param value what they are worth, fixed now
     * @param expiresAt when they come back by themselves
     * @param graceEnd end of the lot for those whose own lot has ended by then
     * @param codeStep of the member code that was shown for it, if one was
     */
    record Held(
            int programVersion,
            Points points,
            Money value,
            Instant expiresAt,
            Instant graceEnd,
            List<Lot> lotChanges,
            @Nullable Long codeStep)
            implements ByProgram {

        public Held {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /** A hold lasts longer. */
    record Extended(int programVersion, Instant expiresAt, Instant graceEnd) implements ByProgram {}

    /**
     * Held points were spent, or a redemption was put to a purchase.
     *
     * @param channel in which it was done
     * @param points spent by it; zero where they had been before
     * @param value of those points
     * @param spent those points by where they were earned
     * @param lotChanges what was held beyond them is given back
     * @param purchase that it pays for, if any
     */
    record Captured(
            int programVersion,
            Channel channel,
            Points points,
            Money value,
            ByChannel spent,
            List<Lot> lotChanges,
            @Nullable OperationKey purchase)
            implements ByProgram {

        public Captured {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /**
     * A hold ended unused.
     *
     * @param programVersion the program that decided; none where it expired
     */
    record Released(@Nullable Integer programVersion, List<Lot> lotChanges) implements Fact {

        public Released {
            lotChanges = List.copyOf(lotChanges);
        }

        @Override
        public Optional<Integer> decidedBy() {
            return Optional.ofNullable(programVersion);
        }

        /** Whether nobody released it. */
        public boolean expired() {
            return programVersion == null;
        }
    }

    /**
     * Points were spent at once.
     *
     * @param channel in which they were
     * @param lotChanges those of them that the member had
     * @param owed those that the member did not have: debt, by the channel in which they were spent
     * @param codeStep of the member code that was shown for it, if one was
     */
    record Redeemed(
            int programVersion,
            Channel channel,
            Points points,
            Money value,
            List<Lot> lotChanges,
            ByChannel owed,
            @Nullable Long codeStep)
            implements ByProgram {

        public Redeemed {
            lotChanges = List.copyOf(lotChanges);
            Invariant.SPENT_IS_HAD_OR_OWED.hold(points.value()
                    == owed.total() - lotChanges.stream().mapToLong(Lot::total).sum());
        }

        /** Those that the member had by where they were earned; nobody had earned what became debt. */
        public ByChannel spent() {
            return lotChanges.stream()
                    .map(Lot::points)
                    .reduce(ByChannel.NONE, ByChannel::plus)
                    .negated();
        }
    }

    /**
     * Points that had been spent were given back.
     *
     * @param points so many
     * @param value of those points
     * @param unspent those points by where they were earned
     * @param spentIn the channel in which they had been spent; that of the entry itself where it is from before this was noted
     * @param lotChanges what came to be available, debt paid
     */
    record Reversed(
            int programVersion, Points points, Money value, ByChannel unspent, Channel spentIn, List<Lot> lotChanges)
            implements ByProgram {

        public Reversed {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /** As {@link Reversed}, because goods that they had paid for came back. */
    record Restored(
            int programVersion,
            Points points,
            Money value,
            ByChannel unspent,
            Channel spentIn,
            List<Lot> lotChanges,
            OperationKey purchase)
            implements ByProgram {

        public Restored {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /**
     * A redemption never happened.
     *
     * @param points given back, held or spent
     * @param value of those that had been spent
     * @param unspent those that had been spent by where they were earned
     * @param spentIn as in {@link Reversed}
     */
    record RedemptionVoided(
            int programVersion, Points points, Money value, ByChannel unspent, Channel spentIn, List<Lot> lotChanges)
            implements ByProgram {

        public RedemptionVoided {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /**
     * The retailer corrected the balance by hand; it counts for no tier.
     *
     * @param points given where above zero, taken where below
     */
    record Adjusted(int programVersion, long points, String reasonCode, List<Lot> lotChanges) implements ByProgram {

        public Adjusted {
            lotChanges = List.copyOf(lotChanges);
        }
    }

    /** A lot has ended with these points in it. */
    record Expired(Lot ended) implements Fact {

        @Override
        public Optional<Integer> decidedBy() {
            return Optional.empty();
        }

        @Override
        public List<Lot> lotChanges() {
            return List.of(ended.negated());
        }
    }

    /**
     * The member was erased: whatever there was is gone, debt too, and every hold has ended.
     *
     * @param lotChanges what was available
     * @param pendingChanges what was pending
     */
    record Forfeited(int programVersion, List<Lot> lotChanges, List<Pending> pendingChanges) implements ByProgram {

        public Forfeited {
            lotChanges = List.copyOf(lotChanges);
            pendingChanges = List.copyOf(pendingChanges);
        }
    }

    /** A tier and the points of twelve months that it rests on. */
    record Standing(String tier, Points points) {}

    /**
     * What one rule gave: {@code base}, {@code tier:<id>}, {@code bonus:<id>}, or took: {@code limit:day}.
     *
     * @param cappedFrom what it would have been without the rule's maximum, where that cut it
     */
    record RuleShare(String rule, long points, @Nullable Long cappedFrom) {}

    /** A redemption and the points of it that paid for a purchase. */
    record Paid(OperationKey redemption, Points points) {}

    /**
     * What was taken back of a purchase's points.
     *
     * @param points so many in all
     * @param tierMonth the month in which they had counted for the tier
     * @param limitDay the day on which they had counted towards the limit a day, where there was one
     */
    record Clawback(
            Points points,
            List<Pending> pendingChanges,
            List<Lot> lotChanges,
            YearMonth tierMonth,
            @Nullable LocalDate limitDay) {

        public Clawback {
            pendingChanges = List.copyOf(pendingChanges);
            lotChanges = List.copyOf(lotChanges);
        }
    }

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
