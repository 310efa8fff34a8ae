package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Account;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.Decide;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.Decision;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Scene;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of the ledger does, so that the simulation's cannot flatter. */
abstract class LedgerStoreContract {

    private static final Instant NOW = Books.NOW;
    private static final Program PROGRAM = Program.shipped();

    private LedgerStore store;
    private MemberId member;
    private Account enrolled;

    /** A store, and what else lies in its tables. */
    record Opened(LedgerStore store, MembersTable members, Directory directory) {}

    /** The same tables each time. */
    abstract Opened open(String keys);

    private Opened open() {
        return open("{\"current\": \"1\", \"1\": \"first key\"}");
    }

    @BeforeEach
    void enrolAMember() {
        store = open().store();
        member = MemberIds.draw();
        LedgerStore.Commit enrolment = enrolment(member, phone());
        assertThat(store.commit(enrolment)).isEqualTo(new LedgerStore.Committed.Done());
        enrolled = enrolment.account();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        OperationKey nothing = key(OperationKind.PURCHASE);

        assertThat(store.find(nothing)).isEmpty();
        assertThat(store.steps(nothing)).isEmpty();
        assertThat(store.account(MemberIds.draw())).isEmpty();
    }

    @Test
    void aCommitIsReadBackAsItWasWritten() {
        LedgerStore.Commit gift = gift(enrolled, 500);

        assertThat(store.commit(gift)).isEqualTo(new LedgerStore.Committed.Done());

        assertThat(store.account(member)).contains(gift.account());
        assertThat(store.find(operation(gift))).contains(gift.entry());
        assertThat(store.steps(operation(gift))).isEqualTo(gift.entries());
    }

    @Test
    void aSecondOperationOfOneIdIsShownTheFirst() {
        LedgerStore.Commit first = committed(gift(enrolled, 500));
        LedgerStore.Commit second = adjustment(first.account(), operation(first), 300);

        assertThat(store.commit(second)).isEqualTo(new LedgerStore.Committed.AlreadyRecorded(first.entry()));
        assertThat(store.account(member)).contains(first.account());
    }

    @Test
    void anOperationsIdCountsBeforeItsAccount() {
        LedgerStore.Commit first = committed(gift(enrolled, 500));

        assertThat(store.commit(first)).isEqualTo(new LedgerStore.Committed.AlreadyRecorded(first.entry()));
    }

    @Test
    void anOperationsIdCountsWhoeverElseItIsFor() {
        LedgerStore.Commit first = committed(gift(enrolled, 500));
        LedgerStore.Commit other = committed(enrolment(MemberIds.draw(), phone()));

        assertThat(store.commit(adjustment(other.account(), operation(first), 500)))
                .isEqualTo(new LedgerStore.Committed.AlreadyRecorded(first.entry()));
        assertThat(store.account(other.account().member())).contains(other.account());
    }

    @Test
    void anAccountThatHasChangedMeanwhileIsAConflictAndNothingIsWritten() {
        LedgerStore.Commit first = committed(gift(enrolled, 500));
        LedgerStore.Commit late = gift(enrolled, 300);

        assertThat(store.commit(late)).isEqualTo(new LedgerStore.Committed.Conflict());
        assertThat(store.account(member)).contains(first.account());
        assertThat(store.find(operation(late))).isEmpty();
    }

    @Test
    void aStepThatIsTakenIsAConflictThoughTheAccountIsRightAndNothingIsWritten() {
        LedgerStore.Commit redeemed =
                committed(redeem(committed(gift(enrolled, 500)).account()));
        LedgerStore.Commit reversed = committed(reverse(redeemed.account(), redeemed, 60));

        assertThat(store.commit(reverse(reversed.account(), redeemed, 50)))
                .isEqualTo(new LedgerStore.Committed.Conflict());
        assertThat(store.account(member)).contains(reversed.account());
        assertThat(store.steps(operation(redeemed))).containsExactly(redeemed.entry(), reversed.entry());
    }

    @Test
    void allEntriesOfACommitAreWritten() {
        LedgerStore.Commit redeemed =
                committed(redeem(committed(gift(enrolled, 500)).account()));

        LedgerStore.Commit bought = committed(buy(redeemed.account(), redeemed));

        assertThat(bought.entries()).hasSize(2);
        assertThat(store.steps(operation(redeemed)))
                .containsExactly(redeemed.entry(), bought.entries().getFirst());
        assertThat(store.find(operation(bought))).contains(bought.entry());
        assertThat(store.account(member)).contains(bought.account());
    }

    @Test
    void whereOneStepOfACommitIsTakenNoneOfItIsWritten() {
        LedgerStore.Commit redeemed =
                committed(redeem(committed(gift(enrolled, 500)).account()));
        LedgerStore.Commit reversed = committed(reverse(redeemed.account(), redeemed, 60));
        LedgerStore.Commit bought = buy(reversed.account(), redeemed);

        assertThat(store.commit(bought)).isEqualTo(new LedgerStore.Committed.Conflict());
        assertThat(store.find(operation(bought))).isEmpty();
        assertThat(store.account(member)).contains(reversed.account());
    }

    @Test
    void whatTimeHasDoneIsWrittenOnce() {
        Account before = held();
        Account.Settled settled = before.settle(NOW.plus(Duration.ofHours(1)));

        assertThat(store.settle(before, due(settled), settled.account())).isTrue();
        assertThat(store.account(member)).contains(settled.account());
        assertThat(store.settle(before, due(settled), settled.account())).isFalse();
        assertThat(store.account(member)).contains(settled.account());
    }

    @Test
    void whatTimeHasDoneToAnAccountThatHasChangedIsNotWritten() {
        Account before = held();
        Account.Settled settled = before.settle(NOW.plus(Duration.ofDays(1_000)));
        LedgerStore.Commit gift = committed(gift(before, 10));

        assertThat(store.settle(before, due(settled), settled.account())).isFalse();
        assertThat(store.account(member)).contains(gift.account());
        assertThat(store.steps(operation(due(settled).getFirst()))).hasSize(1);
    }

    @Test
    void aCommitOnAnAccountThatTimeHasChangedIsAConflict() {
        Account before = held();
        Account.Settled settled = before.settle(NOW.plus(Duration.ofHours(1)));
        LedgerStore.Commit late = gift(before, 10);
        assertThat(store.settle(before, due(settled), settled.account())).isTrue();

        assertThat(store.commit(late)).isEqualTo(new LedgerStore.Committed.Conflict());
    }

    @Test
    void anOperationThatWasClosedNeverComes() {
        LedgerStore.Commit gift = gift(enrolled, 500);
        Tombstone tombstone = new Tombstone(Commits.first(operation(gift)), NOW, origin());

        assertThat(store.close(tombstone)).isTrue();
        assertThat(store.commit(gift)).isEqualTo(new LedgerStore.Committed.AlreadyRecorded(tombstone));
        assertThat(store.find(operation(gift))).contains(tombstone);
        assertThat(store.steps(operation(gift))).containsExactly(tombstone);
        assertThat(store.account(member)).contains(enrolled);
    }

    @Test
    void anOperationThatHasComeCannotBeClosedNorOneClosedTwice() {
        LedgerStore.Commit gift = committed(gift(enrolled, 500));
        Tombstone closing = new Tombstone(Commits.first(key(OperationKind.PURCHASE)), NOW, origin());
        assertThat(store.close(closing)).isTrue();

        assertThat(store.close(closing)).isFalse();
        assertThat(store.close(new Tombstone(Commits.first(operation(gift)), NOW, origin())))
                .isFalse();
        assertThat(store.find(operation(gift))).contains(gift.entry());
    }

    @Test
    void aHundredAndThirtyStepsComeInTheirOrder() {
        LedgerStore.Commit last = committed(buy(enrolled));
        List<LedgerEntry> steps = new ArrayList<>(last.entries());
        for (int i = 1; i < 130; i++) {
            last = committed(refund(last.account(), steps));
            steps.add(last.entry());
        }

        assertThat(store.steps(operation(last))).isEqualTo(steps);
    }

    @Test
    void aNewMemberIsFoundByWhatItBrings() {
        Identifier phone = phone();
        MemberId other = MemberIds.draw();
        LedgerStore.Commit enrolment = committed(enrolment(other, phone));

        assertThat(open().directory().resolve(new MemberName.ByIdentifier(phone)))
                .contains(other);
        assertThat(open().directory().profile(other))
                .contains(enrolment.newMember().orElseThrow().profile());
        assertThat(store.account(other)).contains(enrolment.account());
    }

    @Test
    void anIdentifierBelongsToOneMemberAndTheOtherIsNotThere() {
        Identifier phone = phone();
        committed(enrolment(MemberIds.draw(), phone));
        MemberId other = MemberIds.draw();
        LedgerStore.Commit enrolment = enrolment(other, phone);

        assertThat(store.commit(enrolment)).isEqualTo(new LedgerStore.Committed.IdentifierTaken(phone.type()));
        assertThat(store.account(other)).isEmpty();
        assertThat(store.find(operation(enrolment))).isEmpty();
        assertThat(open().directory().profile(other)).isEmpty();
    }

    @Test
    void anEnrolmentsIdCountsBeforeItsIdentifiers() {
        LedgerStore.Commit first = committed(enrolment(MemberIds.draw(), phone()));

        assertThat(store.commit(first)).isEqualTo(new LedgerStore.Committed.AlreadyRecorded(first.entry()));
    }

    @Test
    void anIdentifierIsTakenAcrossVersionsOfTheKey() {
        Identifier phone = phone();
        committed(enrolment(MemberIds.draw(), phone));
        LedgerStore rotated = open("{\"current\": \"2\", \"1\": \"first key\", \"2\": \"second key\"}")
                .store();

        assertThat(rotated.commit(enrolment(MemberIds.draw(), phone)))
                .isEqualTo(new LedgerStore.Committed.IdentifierTaken(phone.type()));
    }

    @Test
    void aNoteLiesBesideTheProfile() {
        LedgerStore.Commit gift = gift(enrolled, 500);
        committed(new LedgerStore.Commit(gift.entries(), gift.account(), Optional.empty(), Optional.of("goodwill")));

        assertThat(open().members()
                        .get(Keys.note(member.value(), gift.entry().entryId()))
                        .map(item -> item.text("note")))
                .contains("goodwill");
        assertThat(store.find(operation(gift))).contains(gift.entry());
    }

    @Test
    void anErasedMemberLeavesTheAccountAndNothingElse() {
        Identifier phone = phone();
        MemberId other = MemberIds.draw();
        LedgerStore.Commit gift =
                withNote(gift(committed(enrolment(other, phone)).account(), 500));
        committed(gift);
        LedgerStore.Erasure erasure = erasure(gift.account());

        assertThat(store.sweep(other)).isTrue();
        assertThat(store.erase(erasure)).isTrue();

        assertThat(store.account(other)).contains(erasure.account());
        assertThat(erasure.account().erased()).isTrue();
        assertThat(open().directory().profile(other)).isEmpty();
        assertThat(open().directory().named(new MemberName.ByIdentifier(phone))).isEqualTo(new Directory.Nobody());
        assertThat(open().members().get(Keys.note(other.value(), gift.entry().entryId())))
                .isEmpty();
        assertThat(store.find(operation(gift))).contains(gift.entry());
        assertThat(store.erase(erasure)).as("once").isFalse();
    }

    @Test
    void anIdentifierOfOneWhoWasErasedIsFreeAtOnceAlsoUnderAnotherVersionOfTheKey() {
        Identifier phone = phone();
        MemberId other = MemberIds.draw();
        Account account = committed(enrolment(other, phone)).account();
        Opened rotated = open("{\"current\": \"2\", \"1\": \"first key\", \"2\": \"second key\"}");

        assertThat(rotated.store().erase(erasure(account, rotated.directory().profile(other))))
                .isTrue();

        MemberId next = MemberIds.draw();
        committed(enrolment(next, phone));
        assertThat(rotated.directory().named(new MemberName.ByIdentifier(phone)))
                .isEqualTo(new Directory.Found(next, null));
    }

    @Test
    void anAccountThatHasChangedMeanwhileIsNotErasedAndNothingIsGone() {
        Identifier phone = phone();
        MemberId other = MemberIds.draw();
        Account account = committed(enrolment(other, phone)).account();
        LedgerStore.Erasure erasure = erasure(account);
        LedgerStore.Commit gift = committed(gift(account, 500));

        assertThat(store.erase(erasure)).isFalse();

        assertThat(store.account(other)).contains(gift.account());
        assertThat(open().directory().profile(other)).isPresent();
        assertThat(open().directory().resolve(new MemberName.ByIdentifier(phone)))
                .contains(other);
    }

    @Test
    void aProfileThatHasChangedMeanwhileIsNotErased() {
        MemberId other = MemberIds.draw();
        Account account = committed(enrolment(other, phone())).account();
        Profile known = open().directory().profile(other).orElseThrow();
        Profile another = known.with(Profile.Known.fresh(phone(), NOW));

        assertThat(store.erase(erasure(account, Optional.of(another)))).isFalse();

        assertThat(store.account(other)).contains(account);
        assertThat(open().directory().profile(other)).contains(known);
    }

    @Test
    void aProfileThatCameBackIsErasedWithoutAnEntry() {
        Identifier phone = phone();
        MemberId other = MemberIds.draw();
        Account account = committed(enrolment(other, phone)).account();

        assertThat(store.erase(new LedgerStore.Erasure(
                        Optional.empty(), account, open().directory().profile(other))))
                .isTrue();

        assertThat(open().directory().profile(other)).isEmpty();
        assertThat(open().directory().resolve(new MemberName.ByIdentifier(phone)))
                .isEmpty();
    }

    @Test
    void aSweepTakesHoweverManyNotesAndLeavesAccountAndProfile() {
        MemberId other = MemberIds.draw();
        Account account = committed(enrolment(other, phone())).account();
        List<LedgerStore.Commit> gifts = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            LedgerStore.Commit gift = withNote(gift(account, 1));
            account = committed(gift).account();
            gifts.add(gift);
        }

        assertThat(store.sweep(other)).isTrue();

        assertThat(gifts)
                .noneMatch(gift -> open().members()
                        .get(Keys.note(other.value(), gift.entry().entryId()))
                        .isPresent());
        assertThat(store.account(other)).contains(account);
        assertThat(open().directory().profile(other)).isPresent();
    }

    private LedgerStore.Erasure erasure(Account account) {
        return erasure(account, open().directory().profile(account.member()));
    }

    private static LedgerStore.Erasure erasure(Account account, Optional<Profile> profile) {
        Decision.Accepted decision = (Decision.Accepted) Decide.erase(account, PROGRAM, NOW);
        return new LedgerStore.Erasure(
                Optional.of(new LedgerEntry(decision.entry(), origin(), NOW, Optional.empty(), Optional.empty())),
                decision.next(),
                profile);
    }

    private static LedgerStore.Commit withNote(LedgerStore.Commit commit) {
        return new LedgerStore.Commit(commit.entries(), commit.account(), Optional.empty(), Optional.of("goodwill"));
    }

    /** Five hundred points, a hundred of them held for a quarter of an hour. */
    private Account held() {
        Account account = committed(gift(enrolled, 500)).account();
        Decision.Accepted decision = (Decision.Accepted) DecideRedemption.hold(
                scene(account, key(OperationKind.REDEMPTION), List.of()), new Command.HoldPoints(Points.of(100), null));
        return committed(commit(decision)).account();
    }

    private LedgerStore.Commit committed(LedgerStore.Commit commit) {
        assertThat(store.commit(commit)).isEqualTo(new LedgerStore.Committed.Done());
        return commit;
    }

    private LedgerStore.Commit enrolment(MemberId id, Identifier phone) {
        Decision.Accepted decision = Decide.enrol(key(OperationKind.ENROLMENT), id, PROGRAM, NOW);
        LedgerStore.Commit commit = commit(decision);
        return new LedgerStore.Commit(
                commit.entries(),
                commit.account(),
                Optional.of(new LedgerStore.NewMember(
                        Profile.joining(id, "Robin", "de", List.of(phone)), List.of(phone), false)),
                Optional.empty());
    }

    private LedgerStore.Commit gift(Account account, long points) {
        return adjustment(account, key(OperationKind.ADJUSTMENT), points);
    }

    private LedgerStore.Commit adjustment(Account account, OperationKey key, long points) {
        return commit((Decision.Accepted)
                Decide.adjust(scene(account, key, List.of()), new Command.Adjust(points, Channel.OFFICE, "reason")));
    }

    private LedgerStore.Commit redeem(Account account) {
        return commit((Decision.Accepted) DecideRedemption.redeem(
                scene(account, key(OperationKind.REDEMPTION), List.of()), new Command.RedeemPoints(Points.of(200))));
    }

    /** Decided on the redemption's first entry alone, as by someone who has not seen its other steps. */
    private LedgerStore.Commit reverse(Account account, LedgerStore.Commit redeemed, long points) {
        return commit((Decision.Accepted) DecideRedemption.reverse(
                scene(account, operation(redeemed), List.of()),
                Redemption.of(List.of(redeemed.entry().entry())),
                new Command.Reverse(Points.of(points))));
    }

    private LedgerStore.Commit buy(Account account, LedgerStore.Commit... paidWith) {
        List<Redemption> redemptions = List.of(paidWith).stream()
                .map(redeemed -> Redemption.of(List.of(redeemed.entry().entry())))
                .toList();
        return commit((Decision.Accepted) DecidePurchase.record(
                scene(account, key(OperationKind.PURCHASE), redemptions),
                new Command.RecordPurchase(
                        new Money(100_000),
                        List.of(),
                        List.of(),
                        NOW,
                        LocalDate.ofInstant(NOW, ZoneOffset.UTC),
                        Channel.IN_STORE,
                        "store-1",
                        null)));
    }

    private static LedgerStore.Commit refund(Account account, List<LedgerEntry> steps) {
        return commit((Decision.Accepted) DecidePurchase.refund(
                scene(account, operation(steps.getFirst()), List.of()),
                Purchase.of(steps.stream().map(LedgerEntry::entry).toList()),
                new Command.Refund(new Money(101), List.of(), List.of(), NOW, true),
                PROGRAM));
    }

    private static Scene scene(Account account, OperationKey key, List<Redemption> redemptions) {
        return new Scene(account, key, redemptions, PROGRAM, NOW);
    }

    private static LedgerStore.Commit commit(Decision.Accepted decision) {
        RequestCode code = new RequestCode("1", new byte[] {1, 2, 3});
        return new LedgerStore.Commit(
                Commits.entries(decision, origin(), NOW, code, Optional.of("step")),
                decision.next(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<LedgerEntry> due(Account.Settled settled) {
        return settled.entries().stream()
                .map(entry -> new LedgerEntry(
                        entry, Origin.ofTime(entry.at(), origin()), NOW, Optional.empty(), Optional.empty()))
                .toList();
    }

    private static OperationKey operation(LedgerStore.Commit commit) {
        return operation(commit.entry());
    }

    private static OperationKey operation(LedgerEntry entry) {
        return ((EntryKey.Step) entry.key()).operation();
    }

    private static OperationKey key(OperationKind kind) {
        return new OperationKey(kind, "store-1", "till-1", Books.freshId());
    }

    private static Identifier phone() {
        return new Identifier(Identifier.Type.PHONE, Books.freshPhone());
    }

    private static Origin origin() {
        return Books.request(OperationKind.PURCHASE, "till-1", "any", "any").origin();
    }
}
