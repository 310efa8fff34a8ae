package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.done;
import static dev.tallystick.ledger.Desk.named;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Desk.refusal;
import static dev.tallystick.ledger.Desk.replayOf;
import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.points.Balance;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.Kind;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Points;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The further steps of real operations on the template's tables: repeated, raced, hampered, too many and too early. */
class FollowUpsTest {

    private final Desk desk = Desk.open();
    private final MemberId member = desk.memberWith(1_000);
    private final String id = Books.freshId();

    @AfterEach
    void theAccountIsWhatItsEntriesComeTo() {
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    /** A kind of step. */
    enum Step {
        REFUND,
        ACTIVATE,
        VOID_PURCHASE,
        EXTEND,
        CAPTURE,
        RELEASE,
        REVERSE,
        VOID_REDEMPTION
    }

    /** Puts there what the step is of. */
    private void prepare(Step step) {
        switch (step) {
            case REFUND, VOID_PURCHASE -> recorded(desk.buy(member, id, 10_000));
            case ACTIVATE -> recorded(desk.buy(named(member), id, desk.bought(10_000, WaitsFor.PICKUP), List.of()));
            case EXTEND, CAPTURE, RELEASE, VOID_REDEMPTION -> recorded(desk.hold(member, id, 200));
            case REVERSE -> recorded(desk.redeem(member, id, 200));
        }
    }

    private Followed<?> take(Desk by, Step step) {
        return take(by, step, 100);
    }

    /** @param amount what it asks for, where it asks for any */
    private Followed<?> take(Desk by, Step step, long amount) {
        return switch (step) {
            case REFUND -> by.refund(desk.purchase(id), "s-1", amount);
            case ACTIVATE -> by.activate(desk.purchase(id), "s-1", amount);
            case VOID_PURCHASE -> by.voidPurchase(desk.purchase(id));
            case EXTEND -> by.extend(desk.redemption(id), Duration.ofHours(amount));
            case CAPTURE -> by.capture(desk.redemption(id), amount);
            case RELEASE -> by.release(desk.redemption(id));
            case REVERSE -> by.reverse(desk.redemption(id), "s-1", amount);
            case VOID_REDEMPTION -> by.voidRedemption(desk.redemption(id));
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUND", "ACTIVATE", "CAPTURE", "REVERSE"})
    void aRepeatGetsTheFirstOutcomeWhateverCameAfter(Step step) {
        prepare(step);
        Followed<?> first = take(desk, step);
        recorded(desk.buy(member, Books.freshId(), 4_200));
        if (step == Step.CAPTURE || step == Step.REVERSE) {
            done(desk.reverse(desk.redemption(id), "another", 50L));
        } else {
            done(desk.refund(desk.purchase(id), "another", 50L));
        }
        List<Kind> before = kinds();

        assertThat(take(desk, step)).isEqualTo(replayOf(first));
        assertThat(kinds()).isEqualTo(before);
    }

    @Test
    void anAmountLeftOutIsAllThatThereWas() {
        prepare(Step.CAPTURE);
        done(desk.capture(desk.redemption(id), 50L));

        assertThat(refusal(desk.capture(desk.redemption(id), null))).isInstanceOf(Refusal.OperationIdReused.class);
        assertThat(done(desk.capture(desk.redemption(id), 50L)).replayed()).isTrue();

        done(desk.reverse(desk.redemption(id), "rest", null));
        assertThat(done(desk.reverse(desk.redemption(id), "rest", 50L)).replayed())
                .isTrue();
        assertThat(refusal(desk.reverse(desk.redemption(id), "rest", 49L)))
                .isInstanceOf(Refusal.OperationIdReused.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"VOID_PURCHASE", "EXTEND", "RELEASE", "VOID_REDEMPTION"})
    void whereThereIsNothingToDoAnyMoreNothingIsWritten(Step step) {
        prepare(step);
        Followed.Done<?> first = done(take(desk, step));
        List<Kind> before = kinds();

        for (Desk by : List.of(desk, desk.of("web", null))) {
            Followed.Done<?> again = done(take(by, step));
            assertThat(again.history()).isEqualTo(first.history());
            assertThat(again.balance()).isEqualTo(first.balance());
            assertThat(again.entry())
                    .as("who did it gets the first outcome, anyone else how things are")
                    .isEqualTo(by == desk && step != Step.EXTEND ? first.entry() : Optional.empty());
            assertThat(again.replayed()).as("an extension has no id").isEqualTo(step != Step.EXTEND);
        }
        assertThat(kinds()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUND", "ACTIVATE", "CAPTURE", "REVERSE"})
    void aRepeatThatAsksForSomethingElseIsRefused(Step step) {
        prepare(step);
        Followed.Done<?> first = done(take(desk, step));

        assertThat(refusal(take(desk, step, 99)))
                .isInstanceOfSatisfying(
                        Refusal.OperationIdReused.class,
                        reused -> assertThat(reused.at()).isEqualTo(first.at()));
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUND", "ACTIVATE", "REVERSE"})
    void theSameIdFromAnotherSourceOrTillIsAnotherStep(Step step) {
        prepare(step);
        take(desk, step, 50);

        assertThat(done(take(desk.of("web", null), step, 50)).replayed()).isFalse();
        assertThat(done(take(desk.of("store-1", "till-1"), step, 50)).replayed())
                .isFalse();
    }

    @Test
    void whatOneTillHasCapturedAnotherCannot() {
        prepare(Step.CAPTURE);
        take(desk, Step.CAPTURE);

        assertThat(refusal(take(desk.of("store-1", "till-1"), Step.CAPTURE)))
                .isEqualTo(new Refusal.RedemptionNotHeld());
    }

    @Test
    void aDefaultGivenIsTheSameAsLeftOut() {
        prepare(Step.CAPTURE);
        Followed<Redemption> first = desk.capture(desk.redemption(id), null);

        assertThat(desk.capture(desk.redemption(id), 200L)).isEqualTo(replayOf(first));
        assertThat(desk.capture(desk.redemption(id), null)).isEqualTo(replayOf(first));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerLostAfterTheCommitIsNoSecondStep(Step step) {
        prepare(step);
        Faults faults = new Faults(LocalTables.client());
        Desk hampered = desk.on(faults.client());

        faults.loseNextAnswer();
        assertThatThrownBy(() -> take(hampered, step)).isInstanceOf(Unavailable.class);
        List<Kind> once = kinds();
        done(take(hampered, step));

        assertThat(once).hasSize(4);
        assertThat(kinds()).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void conflictsAreDecidedAnewUntilTheyEnd(Step step) {
        prepare(step);
        Faults faults = new Faults(LocalTables.client());
        Desk hampered = desk.on(faults.client());

        faults.conflicts(5);
        done(take(hampered, step));

        assertThat(faults.transactions()).isEqualTo(6);
        assertThat(kinds()).hasSize(4);
    }

    @Test
    void conflictsThatOutlastTheRetriesEndAndLeaveNothing() {
        prepare(Step.REFUND);
        Faults faults = new Faults(LocalTables.client());
        Desk hampered = desk.on(faults.client());
        Balance before = desk.account(member).balance();

        faults.conflicts(Integer.MAX_VALUE);

        assertThatThrownBy(() -> take(hampered, Step.REFUND)).isInstanceOf(Backoff.Exhausted.class);
        assertThat(desk.account(member).balance()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"VOID_PURCHASE", "VOID_REDEMPTION"})
    void ofWhatHasNotComeThereIsNoStep(Step step) {
        assertThat(refusal(take(desk, step))).isIn(new Refusal.PurchaseNotFound(), new Refusal.RedemptionNotFound());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"VOID_PURCHASE", "VOID_REDEMPTION"})
    void ofWhatWasClosedBeforeItCameThereIsNoStep(Step step) {
        desk.voidPurchase(desk.purchase(id));
        desk.voidRedemption(desk.redemption(id));

        assertThat(refusal(take(desk, step))).isEqualTo(new Refusal.OperationVoided());
        assertThat(refusal(desk.buy(member, id, 100))).isEqualTo(new Refusal.OperationVoided());
        assertThat(refusal(desk.redeem(member, id, 200))).isEqualTo(new Refusal.OperationVoided());
        assertThat(refusal(desk.hold(member, id, 200))).isEqualTo(new Refusal.OperationVoided());
        assertThat(kinds()).hasSize(2);
    }

    @Test
    void closingTwiceIsARepeatUnlessItIsTheVeryRequest() {
        FollowUp request = desk.step(desk.purchase(id), null, fact -> "void");

        assertThat(desk.followUps.voidPurchase(request)).isEqualTo(new Followed.Closed<>(false));
        assertThat(desk.followUps.voidPurchase(request)).isEqualTo(new Followed.Closed<>(false));
        assertThat(desk.voidPurchase(desk.purchase(id))).isEqualTo(new Followed.Closed<>(true));
    }

    @Test
    void closingWhoseAnswerIsLostIsClosed() {
        Faults faults = new Faults(LocalTables.client());
        Desk hampered = desk.on(faults.client());
        faults.loseNextAnswer();

        assertThatThrownBy(() -> hampered.voidPurchase(desk.purchase(id))).isInstanceOf(Unavailable.class);
        assertThat(hampered.voidPurchase(desk.purchase(id))).isEqualTo(new Followed.Closed<>(true));
    }

    @Test
    void aVoidThatTheOriginalOvertakesVoidsIt() {
        Desk slow =
                desk.behind(Meanwhile.at(Meanwhile.Moment.BEFORE_CLOSE, () -> recorded(desk.buy(member, id, 10_000))));

        assertThat(done(slow.voidPurchase(desk.purchase(id))).replayed()).isFalse();
        assertThat(kinds()).endsWith(Kind.EARNED, Kind.VOIDED);
        assertThat(desk.available(member)).isEqualTo(1_000);
    }

    @Test
    void anOriginalThatItsVoidOvertakesIsRefused() {
        Desk slow =
                desk.behind(Meanwhile.at(Meanwhile.Moment.BEFORE_COMMIT, () -> desk.voidPurchase(desk.purchase(id))));

        assertThat(refusal(slow.buy(member, id, 10_000))).isEqualTo(new Refusal.OperationVoided());
        assertThat(kinds()).hasSize(2);
    }

    @Test
    void anOriginalAndItsVoidAtOnceComeToNothingWhicheverIsFirst() {
        for (int round = 0; round < 15; round++) {
            String receipt = Books.freshId();
            concurrently(
                    2,
                    2,
                    who -> who == 0 ? desk.buy(member, receipt, 10_000) : desk.voidPurchase(desk.purchase(receipt)));

            assertThat(desk.available(member)).isEqualTo(1_000);
        }
        assertThat(kinds().stream().filter(kind -> kind == Kind.EARNED).count())
                .isEqualTo(kinds().stream().filter(kind -> kind == Kind.VOIDED).count());
    }

    @Test
    void anOperationTakesTwoHundredStepsAndRepeatsAfterThem() {
        recorded(desk.redeem(member, id, 500));
        OperationKey redemption = desk.redemption(id);
        Followed<Redemption> first = desk.reverse(redemption, "v-1", 1L);
        for (int step = 2; step < EntryKey.Step.MOST; step++) {
            done(desk.reverse(redemption, "v-" + step, 1L));
        }

        assertThat(refusal(desk.reverse(redemption, "v-200", 1L)))
                .isEqualTo(new Refusal.TooManySteps(EntryKey.Step.MOST));
        assertThat(desk.reverse(redemption, "v-1", 1L)).isEqualTo(replayOf(first));
        assertThat(desk.available(member)).isEqualTo(500 + 199);
    }

    @Test
    void aPurchaseTakesTwoHundredStepsAndAHoldAHundredExtensions() {
        recorded(desk.buy(member, id, 50_000));
        for (int step = 1; step < EntryKey.Step.MOST; step++) {
            done(desk.refund(desk.purchase(id), "r-" + step, 100));
        }
        assertThat(refusal(desk.refund(desk.purchase(id), "r-200", 100)))
                .isEqualTo(new Refusal.TooManySteps(EntryKey.Step.MOST));

        recorded(desk.hold(member, id, 200));
        for (int extension = 0; extension < Redemption.MOST_EXTENSIONS; extension++) {
            desk.waits(Duration.ofSeconds(1));
            done(desk.extend(desk.redemption(id), Duration.ofHours(1)));
        }
        desk.waits(Duration.ofSeconds(1));
        assertThat(refusal(desk.extend(desk.redemption(id), Duration.ofHours(1))))
                .isEqualTo(new Refusal.TooManySteps(Redemption.MOST_EXTENSIONS));
        done(desk.capture(desk.redemption(id), null));
        assertThat(desk.available(member)).isEqualTo(1_000 + 500 - 199 - 200);
    }

    @Test
    void aStepYoungerThanTheAccountIsSeenAndEverythingReadAnew() {
        recorded(desk.buy(member, id, 10_000));
        Sent sent = new Sent();
        Desk slow = desk.on(LocalTables.client(sent))
                .behind(Meanwhile.at(
                        Meanwhile.Moment.AFTER_ACCOUNT, () -> done(desk.refund(desk.purchase(id), "r-1", 6_000))));
        slow.programs.current();
        slow.programs.version(1);
        sent.forget();

        assertThat(done(slow.refund(desk.purchase(id), "r-2", 4_000))
                        .history()
                        .state()
                        .kept())
                .isEqualTo(Points.ZERO);

        assertThat(sent.requests())
                .as("no transaction is tried in vain")
                .containsExactly(
                        "get entry",
                        "get account",
                        "query entry",
                        "get entry",
                        "get account",
                        "query entry",
                        "put entry account");
    }

    @Test
    void aRedemptionGivenBackAfterTheAccountWasReadPaysForNothing() {
        recorded(desk.redeem(member, id, 200));
        Desk slow = desk.behind(Meanwhile.at(
                Meanwhile.Moment.AFTER_ACCOUNT, () -> done(desk.reverse(desk.redemption(id), "v-1", 100L))));

        assertThat(refusal(slow.buy(member, id, 10_000, desk.redemption(id))))
                .isEqualTo(new Refusal.RedemptionNotUsable(desk.redemption(id)));
    }

    @Test
    void aHoldTakenByAnotherTillBeforeTheCommitPaysForNothing() {
        recorded(desk.hold(member, id, 200));
        Desk slow = desk.behind(
                Meanwhile.at(Meanwhile.Moment.BEFORE_COMMIT, () -> done(desk.release(desk.redemption(id)))));

        assertThat(refusal(slow.buy(member, id, 10_000, desk.redemption(id))))
                .isEqualTo(new Refusal.RedemptionNotUsable(desk.redemption(id)));
        assertThat(kinds()).endsWith(Kind.HELD, Kind.RELEASED);
    }

    @Test
    void aPurchaseIsPaidWithWhatIsHeldAndWhatIsSpent() {
        String spent = Books.freshId();
        recorded(desk.hold(member, id, 200));
        recorded(desk.redeem(member, spent, 300));

        LedgerEntry entry = recorded(desk.buy(member, id, 10_000, desk.redemption(id), desk.redemption(spent)));

        assertThat(entry.entry().balanceAfter())
                .isEqualTo(new Balance(Points.of(500 + 95), Points.ZERO, Points.ZERO, Points.ZERO));
        assertThat(kinds()).endsWith(Kind.HELD, Kind.REDEEMED, Kind.CAPTURED, Kind.CAPTURED, Kind.EARNED);
        Followed.Done<Purchase> voided = done(desk.voidPurchase(desk.purchase(id)));
        assertThat(voided.balance().available()).isEqualTo(Points.of(1_000));
    }

    /** What cannot pay. */
    enum Unusable {
        UNKNOWN,
        ANOTHERS,
        CLOSED,
        RELEASED,
        EXPIRED,
        EXPIRED_AND_WRITTEN,
        VOIDED,
        REVERSED_IN_PART,
        CAPTURED_AND_PAYING,
        SPENT_AND_PAYING
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotPayIsNamedAndNothingIsWritten(Unusable unusable) {
        OperationKey redemption = desk.redemption(id);
        switch (unusable) {
            case UNKNOWN -> {}
            case ANOTHERS -> recorded(desk.redeem(desk.memberWith(500), id, 200));
            case CLOSED -> desk.voidRedemption(redemption);
            case RELEASED -> {
                recorded(desk.hold(member, id, 200));
                done(desk.release(redemption));
            }
            case EXPIRED -> {
                recorded(desk.hold(member, id, 200));
                desk.waits(Duration.ofMinutes(15));
            }
            case EXPIRED_AND_WRITTEN -> {
                recorded(desk.hold(member, id, 200));
                desk.waits(Duration.ofMinutes(15));
                assertThat(desk.settler().settle(member, "run")).isEqualTo(1);
            }
            case VOIDED -> {
                recorded(desk.redeem(member, id, 200));
                done(desk.voidRedemption(redemption));
            }
            case REVERSED_IN_PART -> {
                recorded(desk.redeem(member, id, 200));
                done(desk.reverse(redemption, "v-1", 1L));
            }
            case CAPTURED_AND_PAYING -> {
                recorded(desk.hold(member, id, 200));
                recorded(desk.buy(member, Books.freshId(), 10_000, redemption));
            }
            case SPENT_AND_PAYING -> {
                recorded(desk.redeem(member, id, 200));
                recorded(desk.buy(member, Books.freshId(), 10_000, redemption));
            }
        }
        List<Kind> before = kinds();

        assertThat(refusal(desk.buy(member, id, 10_000, redemption)))
                .isEqualTo(new Refusal.RedemptionNotUsable(redemption));
        assertThat(kinds()).isEqualTo(before);
    }

    @Test
    void oneRedemptionPaysForOneOfManyPurchasesAtOnce() {
        recorded(desk.hold(member, id, 200));

        List<Outcome> outcomes = concurrently(8, 8, i -> desk.buy(member, id + "-" + i, 10_000, desk.redemption(id)));

        assertThat(outcomes.stream().filter(outcome -> outcome instanceof Outcome.Recorded))
                .hasSize(1);
        assertThat(desk.available(member)).isEqualTo(800 + 98);
    }

    @Test
    void theRepeatOfAPurchaseThatPointsPaidIsTheSame() {
        recorded(desk.hold(member, id, 200));
        Outcome first = desk.buy(member, id, 10_000, desk.redemption(id));

        assertThat(desk.buy(member, id, 10_000, desk.redemption(id))).isEqualTo(replayOf(first));
    }

    @Test
    void whoeverSettlesMeanwhileTheCommandGoesOnAndNothingIsDoneTwice() {
        recorded(desk.hold(member, Books.freshId(), 200));
        recorded(desk.buy(member, id, 10_000));
        desk.waits(Duration.ofMinutes(16));
        Desk slow = desk.behind(Meanwhile.at(
                Meanwhile.Moment.BEFORE_SETTLE,
                () -> assertThat(desk.settler().settle(member, "run")).isEqualTo(1)));

        done(slow.refund(desk.purchase(id), "r-1", 5_000));

        assertThat(kinds()).endsWith(Kind.HELD, Kind.EARNED, Kind.RELEASED, Kind.CLAWED_BACK);
    }

    @Test
    void settlingAndCommandsAtOnceAreAllDoneOnce() {
        for (int i = 0; i < 5; i++) {
            recorded(desk.hold(member, Books.freshId(), 100));
        }
        recorded(desk.buy(member, id, 10_000));
        desk.waits(Duration.ofMinutes(16));

        List<Boolean> all = concurrently(8, 16, i -> {
            if (i % 2 == 0) {
                return desk.settler().settle(member, "run-" + i) >= 0;
            }
            return !done(desk.refund(desk.purchase(id), "r-" + i, 100)).replayed();
        });

        assertThat(all).doesNotContain(false);
        assertThat(kinds().stream().filter(kind -> kind == Kind.RELEASED)).hasSize(5);
        assertThat(kinds().stream().filter(kind -> kind == Kind.CLAWED_BACK)).hasSize(8);
        assertThat(desk.available(member)).isEqualTo(1_000 + 92);
    }

    @Test
    void whatTimeHasDoneIsPartOfTheStepsEvenIfNobodyHasWrittenIt() {
        recorded(desk.hold(member, id, 200));
        desk.waits(Duration.ofMinutes(15));

        assertThat(refusal(desk.capture(desk.redemption(id), null))).isEqualTo(new Refusal.RedemptionNotHeld());
        assertThat(refusal(desk.release(desk.redemption(id)))).isEqualTo(new Refusal.RedemptionNotHeld());
        assertThat(kinds()).as("a refusal leaves nothing").endsWith(Kind.HELD);
        assertThat(done(desk.voidRedemption(desk.redemption(id))).history().steps())
                .hasSize(3);
        assertThat(kinds()).endsWith(Kind.HELD, Kind.RELEASED, Kind.VOIDED);
    }

    @Test
    void moreThanOneTransactionTakesIsSettledBeforeACommandAndBeforeAStep() {
        for (boolean step : List.of(false, true)) {
            MemberId rich = desk.memberWithMuchToCome();
            String bought = Books.freshId();
            recorded(desk.buy(rich, bought, 10_000));
            desk.waits(Duration.ofDays(35));

            if (step) {
                done(desk.refund(desk.purchase(bought), "r-1", 5_000));
            } else {
                recorded(desk.buy(rich, Books.freshId(), 10_000));
            }

            assertThat(desk.store.account(rich).orElseThrow().balance().pending())
                    .isEqualTo(Points.ZERO);
            assertThat(desk.books.statement(rich).stream()
                            .filter(entry -> entry.entry().fact().kind() == Kind.ACTIVATED))
                    .hasSize(Desk.MUCH_TO_COME);
            assertThat(desk.auditFinds(rich)).isEmpty();
        }
    }

    @Test
    void aRefusalNamesWhatIsLeft() {
        recorded(desk.buy(named(member), id, desk.bought(10_000, WaitsFor.PICKUP), List.of()));
        done(desk.activate(desk.purchase(id), "a-1", 6_000L));

        assertThat(refusal(desk.activate(desk.purchase(id), "a-2", 4_001L)))
                .isEqualTo(new Refusal.ActivationExceedsPurchase(new Money(4_000)));
        done(desk.activate(desk.purchase(id), "a-2", null));
        assertThat(refusal(desk.activate(desk.purchase(id), "a-3", null))).isEqualTo(new Refusal.PurchaseNotPending());
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (LedgerEntry entry : desk.books.statement(member).reversed()) {
            kinds.add(entry.entry().fact().kind());
        }
        return kinds;
    }
}
