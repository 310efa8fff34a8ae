package dev.tallystick.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tallystick.ledger.simulation.Shop.Theme;
import dev.tallystick.ledger.simulation.Simulation.Guards;
import dev.tallystick.ledger.simulation.Simulation.Result;
import dev.tallystick.ledger.simulation.Violation.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The {@link Simulation} of many seeds, and what it says where the store does not guard what it should.
 *
 * <p>Two things keep two writers from both winning. The <b>step</b>: an entry is put only if nobody has its number, so of two
 * steps decided on the same history one comes too late. The <b>account</b>: its next version is put only on the version that was
 * read, so of two commits decided on the same account one comes too late, whatever they are of. Every step of an operation is put
 * together with the one account of its member, so each guard covers for the other where two steps of one operation meet, and
 * that neither alone is missed shows below: without the steps' nothing is broken, since every step also needs the account;
 * without the accounts' the books are, but no goods come back twice and no hold ends twice, since those need the same step.
 * Only without both do two refunds that fit alone but not together both stand, and capture, release and expiry all win.
 */
class SimulationTest {

    private static final long SEEDS = Long.getLong("seeds", 500);
    private static final long SEEDS_WITHOUT_GUARD = 60;

    /** What a simulation that does its work has met. */
    private static final Set<String> REACHED = Set.of(
            "read: THROTTLED",
            "write: THROTTLED",
            "write: CONFLICTING",
            "write: TIMED_OUT",
            "write: ANSWER_LOST",
            "write: LATE",
            "a late write arrives",
            "unanswered: Crashed",
            "unanswered: Unavailable",
            "duplicated",
            "clock jumped",
            "schedule: settled",
            "schedule: somebody else was first",
            "schedule: crashed",
            "schedule: unavailable",
            "race: commit Done",
            "race: commit Conflict",
            "race: commit AlreadyRecorded",
            "race: commit IdentifierTaken",
            "race: settle true",
            "race: settle false",
            "race: close true",
            "race: close false",
            "race: erase true",
            "race: erase false",
            "race: sweep true",
            "answer: done",
            "answer: replayed",
            "entry: Enrolled",
            "entry: Earned",
            "entry: Earned by a clock ahead",
            "entry: Activated",
            "entry: Activated by time",
            "entry: ClawedBack",
            "entry: PurchaseVoided",
            "entry: Held",
            "entry: Extended",
            "entry: Captured",
            "entry: Released",
            "entry: Released by time",
            "entry: Redeemed",
            "entry: Redeemed into debt",
            "entry: Reversed",
            "entry: Restored",
            "entry: RedemptionVoided",
            "entry: Adjusted",
            "entry: Expired by time",
            "entry: Tombstone",
            "entry: Forfeited",
            "refused: ActivationExceedsPurchase",
            "refused: CaptureExceedsHold",
            "refused: IdentifierTaken",
            "refused: MemberErased",
            "refused: MemberNotFound",
            "refused: InsufficientPoints",
            "refused: OperationIdReused",
            "refused: OperationVoided",
            "refused: PurchaseNotFound",
            "refused: PurchaseNotPending",
            "refused: PurchaseRefunded",
            "refused: RedemptionNotFound",
            "refused: RedemptionNotHeld",
            "refused: RedemptionNotUsable",
            "refused: RedemptionReversed",
            "refused: RefundExceedsPurchase",
            "refused: ReversalExceedsRedemption",
            "refused: TooFarAhead");

    @Test
    void whateverGoesWrongEverythingHoldsAndEveryoneIsAnswered() throws InterruptedException {
        Counts counts = new Counts();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Result result = Simulation.run(seed);
            if (!result.violations().isEmpty()) {
                fail(Failure.of(seed, result));
            }
            counts.addAll(result.counts());
        }
        assertThat(counts.byName().keySet()).containsAll(REACHED);
    }

    @Test
    void theSameSeedTellsTheSameStory() throws InterruptedException {
        Result once = Simulation.run(7);
        Result again = Simulation.run(7);
        Result another = Simulation.run(8);

        assertThat(once.trace())
                .hasSizeGreaterThan(100)
                .isEqualTo(again.trace())
                .isNotEqualTo(another.trace());
        assertThat(once.counts().byName()).isEqualTo(again.counts().byName());
    }

    @ParameterizedTest
    @EnumSource
    void theAccountsGuardAloneKeepsEverything(Theme theme) throws InterruptedException {
        assertThat(broken(theme, Guards.ACCOUNTS_ONLY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theStepsGuardAloneKeepsOperationsButNotTheBooks(Theme theme) throws InterruptedException {
        assertThat(broken(theme, Guards.STEPS_ONLY).stream().map(Violation::rule))
                .contains(Rule.SEQ_HAS_NO_GAP)
                .doesNotContain(Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT, Rule.A_HOLD_ENDS_ONCE);
    }

    @Test
    void withoutAGuardTwoRefundsThatFitAloneButNotTogetherBothStand() throws InterruptedException {
        assertThat(stories(broken(Theme.REFUNDS, Guards.NONE), Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT))
                .contains(List.of("Earned", "ClawedBack", "ClawedBack"));
    }

    @Test
    void withoutAGuardCaptureReleaseAndExpiryAllWin() throws InterruptedException {
        assertThat(stories(broken(Theme.HOLDS, Guards.NONE), Rule.A_HOLD_ENDS_ONCE))
                .anyMatch(story -> story.containsAll(List.of("Captured", "Released")))
                .anyMatch(story -> story.containsAll(List.of("Captured", "Released by time")))
                .anyMatch(story -> story.containsAll(List.of("Released", "Released by time")));
    }

    private static Set<Violation> broken(Theme theme, Guards guards) throws InterruptedException {
        Set<Violation> broken = new LinkedHashSet<>();
        for (long seed = 1; seed <= SEEDS_WITHOUT_GUARD; seed++) {
            broken.addAll(Simulation.run(seed, theme, guards).violations());
        }
        return broken;
    }

    /** The steps of the operations that broke a rule, by their names. */
    private static Set<List<String>> stories(Set<Violation> violations, Rule rule) {
        return violations.stream()
                .filter(violation -> violation.rule() == rule)
                .map(Violation::what)
                .map(story ->
                        List.of(story.substring(story.lastIndexOf(": ") + 2).split(", ", -1)))
                .collect(Collectors.toSet());
    }
}
