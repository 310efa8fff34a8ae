package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes a program by words such as {@code pending=3/1 exclude=gift-card months=1}; each change is a new version. */
final class ProgramText {

    private Program.Earn earn;
    private Program.Redeem redeem;
    private Program.Expiry expiry;
    private Program.Hold hold;
    private Program.Limits limits;
    private ZoneId zone;
    private final List<Bonus> bonuses;

    private ProgramText(Program program) {
        earn = program.earn();
        redeem = program.redeem();
        expiry = program.expiry();
        hold = program.hold();
        limits = program.limits();
        zone = program.timeZone();
        bonuses = new ArrayList<>(program.bonuses());
    }

    static Program changed(Program program, List<String> words) {
        ProgramText text = new ProgramText(program);
        for (String word : words) {
            int equals = word.indexOf('=');
            text.change(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Program(
                program.version() + 1,
                program.name(),
                program.currency(),
                text.zone,
                text.earn,
                text.redeem,
                text.expiry,
                text.hold,
                program.tiers(),
                text.bonuses,
                text.limits,
                program.brand());
    }

    private void change(String what, String to) {
        String[] both = to.split("/", -1);
        switch (what) {
            case "earn" -> earn = earning(Points.of(number(both[0])), new Money(number(both[1])), earn.pendingDays());
            case "pending" ->
                earn = earning(earn.points(), earn.perAmount(), new Program.PendingDays((int) number(both[0]), (int)
                        number(both[1])));
            case "exclude" ->
                earn = new Program.Earn(
                        earn.points(), earn.perAmount(), Set.of(to), earn.excludedCharges(), earn.pendingDays());
            case "charges" ->
                earn = new Program.Earn(
                        earn.points(),
                        earn.perAmount(),
                        earn.excludedCategories(),
                        Arrays.stream(both)
                                .map(kind -> ChargeKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet()),
                        earn.pendingDays());
            case "worth" ->
                redeem = new Program.Redeem(
                        Points.of(number(both[0])),
                        new Money(number(both[1])),
                        redeem.minimum(),
                        redeem.step(),
                        redeem.offlineMaxPoints(),
                        redeem.codeNeeded());
            case "minimum" -> redeem = redeeming(Points.of(number(to)), redeem.step(), redeem.offlineMaxPoints());
            case "step" -> redeem = redeeming(redeem.minimum(), Points.of(number(to)), redeem.offlineMaxPoints());
            case "offline" -> redeem = redeeming(redeem.minimum(), redeem.step(), Points.of(number(to)));
            case "codes" ->
                redeem = new Program.Redeem(
                        redeem.points(),
                        redeem.amount(),
                        redeem.minimum(),
                        redeem.step(),
                        redeem.offlineMaxPoints(),
                        new Program.CodeNeeded(to.equals("online"), to.equals("in_store")));
            case "months" -> expiry = new Program.Expiry((int) number(to), expiry.graceDays());
            case "grace" -> expiry = new Program.Expiry(expiry.months(), (int) number(to));
            case "hold" ->
                hold = new Program.Hold(Duration.ofMinutes(number(both[0])), Duration.ofMinutes(number(both[1])));
            case "day" -> limits = new Program.Limits(Points.of(number(to)), limits.redemptionsPerMemberAndHour());
            case "hour" -> limits = new Program.Limits(limits.pointsPerMemberAndDay(), (int) number(to));
            case "zone" -> zone = ZoneId.of(to);
            case "bonus" ->
                bonuses.add(bonus(
                        both[0],
                        (int) number(both[1]),
                        both.length > 2 ? Instant.parse(both[2] + "T00:00:00Z") : null,
                        both.length > 3 ? Instant.parse(both[3] + "T00:00:00Z") : null));
            default -> throw new IllegalArgumentException("a program has no " + what);
        }
    }

    private Program.Redeem redeeming(Points minimum, Points step, Points offlineMaxPoints) {
        return new Program.Redeem(
                redeem.points(), redeem.amount(), minimum, step, offlineMaxPoints, redeem.codeNeeded());
    }

    private Program.Earn earning(Points points, Money perAmount, Program.PendingDays days) {
        return new Program.Earn(points, perAmount, earn.excludedCategories(), earn.excludedCharges(), days);
    }

    /** So many percent on a category, perhaps from one day until another, such as {@code books/50/2026-12-01}. */
    private static Bonus bonus(String category, int percent, @Nullable Instant from, @Nullable Instant until) {
        return new Bonus(
                category,
                category,
                new Bonus.Rate.Percent(percent),
                Set.of(category),
                Set.of(),
                Set.of(),
                Set.of(),
                from,
                until,
                Bonus.First.ANY,
                null);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
