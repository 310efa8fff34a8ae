package dev.tallystick.points;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a member may still earn on a business day.
 *
 * @param day that it counts on; absent where the program has no such limit
 */
record DayLimit(@Nullable LocalDate day, Points left) {

    static final String RULE = "limit:day";

    static DayLimit of(Account account, LocalDate businessDate, Program program, Instant at) {
        Points most = program.limits().pointsPerMemberAndDay();
        if (most == null) {
            return new DayLimit(null, Points.ZERO);
        }
        LocalDate day = EarnedDays.counted(businessDate, program.dayOf(at));
        return new DayLimit(day, most.minus(account.earnedDays().on(day).atMost(most)));
    }

    /** The breakdown, with a line for what is more than is left of the day. */
    List<Fact.RuleShare> cut(List<Fact.RuleShare> breakdown) {
        long earned = breakdown.stream().mapToLong(Fact.RuleShare::points).reduce(0, Math::addExact);
        if (day == null || earned <= left.value()) {
            return breakdown;
        }
        List<Fact.RuleShare> cut = new ArrayList<>(breakdown);
        cut.add(new Fact.RuleShare(RULE, left.value() - earned, null));
        return cut;
    }
}
