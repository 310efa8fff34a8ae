package dev.tallystick.ledger;

import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.points.Balance;
import dev.tallystick.points.Command;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.Kind;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The real ledger on the template's tables, with real threads. What other loyalty systems got wrong is in
 * {@link OthersGotWrongTest}. */
class LedgerTest {

    private final Books books = Books.open();

    @Test
    void thirtyTwoWritersOnOneAccountAllSucceedAndLeaveNoGap() {
        MemberId member = books.enrol(null);

        List<Outcome> outcomes = concurrently(32, 96, write -> books.purchase(named(member), Books.freshId(), 100));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Recorded recorded && !recorded.replayed());
        assertThat(books.available(member)).isEqualTo(96);
        assertThat(books.statement(member).stream().map(entry -> entry.entry().seq()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 97).map(i -> 98 - i).boxed().toList());
    }

    @Test
    void howTheMemberIsNamedDoesNotCount() {
        String phone = Books.freshPhone();
        MemberId member = books.enrol(phone);
        String receipt = Books.freshId();
        Outcome first = books.purchase(named(member), receipt, 4_250);

        assertThat(books.purchase(
                        new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone)), receipt, 4_250))
                .isEqualTo(replayOf(first));
    }

    @Test
    void anotherRequestUnderTheSameIdIsRefused() {
        MemberId member = books.enrol(null);
        String receipt = Books.freshId();
        books.purchase(named(member), receipt, 4_250);

        assertThat(refusal(books.purchase(named(member), receipt, 4_251)))
                .isInstanceOf(Refusal.OperationIdReused.class);
        assertThat(books.available(member)).isEqualTo(42);
    }

    @Test
    void aHoldThatIsAskedForAgainWhileItIsOpenGetsTheFirstOutcome() {
        MemberId member = books.enrol(null);
        books.purchase(named(member), Books.freshId(), 20_000);
        String redemption = Books.freshId();
        Supplier<Outcome> hold = () -> books.ledger.record(
                Books.request(OperationKind.REDEMPTION, null, redemption, "hold 100"),
                named(member),
                scene -> DecideRedemption.hold(scene, new Command.HoldPoints(Points.of(100), null)));
        Outcome first = hold.get();

        assertThat(hold.get()).isEqualTo(replayOf(first));
        assertThat(books.available(member)).isEqualTo(100);
    }

    @Test
    void aRefusalLeavesNothingAndDoesNotUseUpItsId() {
        MemberId member = books.enrol(null);
        String redemption = Books.freshId();
        assertThat(refusal(books.redeem(named(member), redemption, 100)))
                .isInstanceOf(Refusal.InsufficientPoints.class);
        assertThat(books.statement(member)).hasSize(1);

        books.purchase(named(member), Books.freshId(), 10_000);

        assertThat(books.redeem(named(member), redemption, 100))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.replayed()).isFalse());
    }

    @Test
    void anUnknownMemberIsRefused() {
        assertThat(refusal(books.purchase(named(MemberIds.draw()), Books.freshId(), 100)))
                .isEqualTo(new Refusal.MemberNotFound());
        assertThat(refusal(books.purchase(new MemberName.OfNobody(), Books.freshId(), 100)))
                .isEqualTo(new Refusal.MemberNotFound());
    }

    @Test
    void anIdentifierBelongsToOneMemberAndARefusedEnrolmentLeavesNothing() {
        String phone = Books.freshPhone();
        MemberId first = books.enrol(phone);
        String card = "card" + Books.freshId().substring(0, 8);

        assertThat(refusal(books.enrol(Books.freshId(), phone, card))).isEqualTo(new Refusal.IdentifierTaken("phone"));
        assertThat(books.directory.resolve(new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone))))
                .contains(first);
        assertThat(books.directory.resolve(
                        new MemberName.ByIdentifier(new Identifier(Identifier.Type.CARD_NUMBER, card))))
                .isEmpty();
    }

    @Test
    void concurrentEnrolmentsUnderOneIdMakeOneMember() {
        String id = Books.freshId();
        String card = "card" + id.substring(0, 8);

        List<Outcome> outcomes = concurrently(8, 24, delivery -> books.enrol(id, null, card));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Recorded);
        assertThat(outcomes.stream()
                        .map(outcome ->
                                ((Outcome.Recorded) outcome).entry().entry().member())
                        .distinct())
                .hasSize(1);
        assertThat(outcomes.stream().filter(outcome -> !((Outcome.Recorded) outcome).replayed()))
                .hasSize(1);
    }

    @Test
    void whatWasHashedWithAnOlderKeyIsStillFoundAndStillTheSame() {
        String phone = Books.freshPhone();
        MemberName byPhone = new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone));
        books.enrol(phone);
        String receipt = Books.freshId();
        Outcome first = books.purchase(byPhone, receipt, 4_250);

        Books rotated = Books.withKeys(
                LocalTables.client(), Books.NOW, "{\"current\": \"2\", \"1\": \"first key\", \"2\": \"second key\"}");

        assertThat(rotated.purchase(byPhone, receipt, 4_250)).isEqualTo(replayOf(first));
        assertThat(rotated.purchase(byPhone, Books.freshId(), 4_250)).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void whatWasTakenUnderAnOlderKeyIsTakenStill() {
        String phone = Books.freshPhone();
        String card = "card" + Books.freshId().substring(0, 8);
        MemberId owner = books.enrol(phone);
        Books rotated = Books.withKeys(
                LocalTables.client(), Books.NOW, "{\"current\": \"2\", \"1\": \"first key\", \"2\": \"second key\"}");

        assertThat(refusal(rotated.enrol(Books.freshId(), phone, card)))
                .isEqualTo(new Refusal.IdentifierTaken("phone"));
        assertThat(rotated.directory.resolve(new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone))))
                .contains(owner);
        assertThat(rotated.enrol(Books.freshId(), Books.freshPhone(), card)).isInstanceOf(Outcome.Recorded.class);
        assertThat(refusal(rotated.enrol(Books.freshId(), Books.freshPhone(), card)))
                .isEqualTo(new Refusal.IdentifierTaken("card_number"));
    }

    @Test
    void pointsEndByThemselvesAndTheNextCommandSaysSo() {
        MemberId member = books.enrol(null);
        books.purchase(named(member), Books.freshId(), 10_000);
        Books later = Books.at(Instant.parse("2028-12-24T10:00:00Z"));

        assertThat(refusal(later.redeem(named(member), Books.freshId(), 100)))
                .isEqualTo(new Refusal.InsufficientPoints(Balance.ZERO));
        assertThat(books.statement(member)).as("a refusal leaves nothing").hasSize(2);
        List<Outcome> outcomes = concurrently(8, 8, till -> later.purchase(named(member), Books.freshId(), 100));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Recorded);
        assertThat(later.available(member)).isEqualTo(8);
        assertThat(books.statement(member).reversed().stream()
                        .map(entry -> entry.entry().fact().kind()))
                .startsWith(Kind.ENROLLED, Kind.EARNED, Kind.EXPIRED, Kind.EARNED)
                .hasSize(11);
        LedgerEntry expired = books.statement(member).reversed().get(2);
        assertThat(expired.entryId()).isEqualTo("expiry/" + member + ":2028-12-01T00:00:00Z/0000");
        assertThat(expired.entry().at()).isEqualTo(Instant.parse("2028-12-01T00:00:00Z"));
        assertThat(expired.origin().source()).isEqualTo(Origin.TIME);
    }

    @Test
    void conflictsThatOutlastTheRetriesEndAndLeaveNothing() {
        MemberId member = books.enrol(null);
        Faults faults = new Faults(LocalTables.client());
        Books hampered = Books.of(faults.client(), Books.NOW);

        faults.conflicts(Integer.MAX_VALUE);

        assertThatThrownBy(() -> hampered.purchase(named(member), Books.freshId(), 4_250))
                .isInstanceOf(Backoff.Exhausted.class);
        assertThat(books.available(member)).isZero();
    }

    @Test
    void conflictsAreDecidedAnewUntilTheyEnd() {
        MemberId member = books.enrol(null);
        Faults faults = new Faults(LocalTables.client());
        Books hampered = Books.of(faults.client(), Books.NOW);

        faults.conflicts(7);

        assertThat(hampered.purchase(named(member), Books.freshId(), 4_250)).isInstanceOf(Outcome.Recorded.class);
        assertThat(faults.transactions()).isEqualTo(8);
        assertThat(books.available(member)).isEqualTo(42);
    }

    @Test
    void anAnswerLostAfterTheCommitIsNotASecondPurchase() {
        MemberId member = books.enrol(null);
        Faults faults = new Faults(LocalTables.client());
        Books hampered = Books.of(faults.client(), Books.NOW);
        String receipt = Books.freshId();

        faults.loseNextAnswer();
        assertThatThrownBy(() -> hampered.purchase(named(member), receipt, 4_250))
                .isInstanceOf(Unavailable.class);

        assertThat(hampered.purchase(named(member), receipt, 4_250))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.replayed()).isTrue());
        assertThat(books.available(member)).isEqualTo(42);
    }

    @Test
    void anEntryWithThisVeryRequestsIdIsItsOwnOutcome() {
        MemberId member = books.enrol(null);
        Request request = Books.request(OperationKind.REDEMPTION, null, Books.freshId(), "the same");
        books.purchase(named(member), Books.freshId(), 10_000);
        Ledger.Decider all = scene -> DecideRedemption.redeem(
                scene, new Command.RedeemPoints(scene.account().balance().available()));

        assertThat(books.ledger.record(request, named(member), all))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.replayed()).isFalse());
        assertThat(books.ledger.record(request, named(member), all))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.replayed()).isFalse());
        assertThat(books.available(member)).isZero();
    }

    @Test
    void statementsComeInPagesNewestFirst() {
        MemberId member = books.enrol(null);
        for (int i = 0; i < 6; i++) {
            books.purchase(named(member), Books.freshId(), 100);
        }
        Statements statements = new Statements(new Database(LocalTables.client()), LocalTables.TABLES);

        assertThat(seqs(statements.newestFirst(member, 3, Long.MAX_VALUE))).containsExactly(7L, 6L, 5L);
        assertThat(seqs(statements.newestFirst(member, 3, 5))).containsExactly(4L, 3L, 2L);
        assertThat(seqs(statements.newestFirst(member, 3, 2))).containsExactly(1L);
        assertThat(seqs(statements.newestFirst(member, 3, 1))).isEmpty();
    }

    private static List<Long> seqs(List<LedgerEntry> entries) {
        return entries.stream().map(entry -> entry.entry().seq()).toList();
    }

    private static MemberName named(MemberId member) {
        return new MemberName.ById(member);
    }

    private static Outcome replayOf(Outcome first) {
        return new Outcome.Recorded(((Outcome.Recorded) first).entry(), true);
    }

    private static Refusal refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal();
    }
}
