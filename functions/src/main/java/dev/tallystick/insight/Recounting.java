package dev.tallystick.insight;

import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far counting anew has come.
 *
 * @param step one more with every change
 * @param generation in which it counts
 * @param readFrom when reading of the ledger may begin
 * @param after the last entry that was looked at
 * @param sums of what was counted from the ledger
 * @param months in which that has rows
 * @param expireFrom the first generation that may still have rows of no more use
 * @param expireMonth the month of it that comes next; the first one without
 */
record Recounting(
        long step,
        Generation generation,
        Instant readFrom,
        Phase phase,
        Optional<Keys> after,
        Map<String, Long> sums,
        Optional<Months> months,
        long expireFrom,
        Optional<YearMonth> expireMonth) {

    static final String STEP = "step";
    static final Keys KEYS = Keys.checkpoint("insights");

    enum Phase {
        READING,
        READ,
        SWITCHED,
        DONE
    }

    /**
     * Nothing is counted yet.
     *
     * @param before what was under way, or done, before
     * @param current the generation that is read, behind which nothing is left to expire where none was counted anew
     */
    static Recounting beginning(Optional<Recounting> before, Generation generation, Instant readFrom, long current) {
        return new Recounting(
                before.map(Recounting::step).orElse(0L) + 1,
                generation,
                readFrom,
                Phase.READING,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                before.map(Recounting::expireFrom).orElse(current),
                Optional.empty());
    }

    /** With what was counted of some entries, up to one of them, or up to the last of all. */
    Recounting counted(Increment increment, Optional<Keys> upTo) {
        Map<String, Long> all = new LinkedHashMap<>(sums);
        increment.sums().forEach((name, amount) -> all.merge(name, amount, Math::addExact));
        return new Recounting(
                step + 1,
                generation,
                readFrom,
                upTo.isPresent() ? Phase.READING : Phase.READ,
                upTo,
                all,
                Months.together(months, increment.months()),
                expireFrom,
                expireMonth);
    }

    Recounting switched() {
        return new Recounting(
                step + 1, generation, readFrom, Phase.SWITCHED, after, sums, months, expireFrom, Optional.empty());
    }

    /** All before this generation and month are set to expire. */
    Recounting expired(long before, Optional<YearMonth> month) {
        return new Recounting(
                step + 1,
                generation,
                readFrom,
                before < generation.number() ? Phase.SWITCHED : Phase.DONE,
                after,
                sums,
                months,
                before,
                month);
    }
}
