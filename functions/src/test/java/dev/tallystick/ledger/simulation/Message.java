package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FunctionInstance;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.ledger.Profile;
import dev.tallystick.ledger.Request;
import dev.tallystick.points.Command;
import dev.tallystick.points.Decide;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.WaitsFor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a till asks, the same however often it is sent. Two of them are equal where a till could not tell them apart. */
sealed interface Message {

    /** When everything begins. */
    Instant BEGINNING = Instant.parse("2026-11-22T10:00:00Z");

    /** Everybody's books of the day; limits by day are the domain's own tests' business. */
    LocalDate DAY = LocalDate.ofInstant(BEGINNING, ZoneOffset.UTC);

    Till till();

    /** The operation that it is, or is a step of. */
    OperationKey about();

    Answer carryOut(FunctionInstance function, String requestId);

    /** Whether its first outcome is its outcome for ever. */
    default boolean isAnsweredOnce() {
        return true;
    }

    /** The same without what may be left out and then is as the ledger finds it. */
    default Message bare() {
        return this;
    }

    /** Whether the ledger may take this for the other. */
    default boolean isAs(Message other) {
        return equals(other) || ((equals(bare()) || other.equals(other.bare())) && bare().equals(other.bare()));
    }

    /** An operation of its own, under an id of its own. */
    sealed interface Own extends Message {

        OperationKey operation();

        @Override
        default OperationKey about() {
            return operation();
        }

        /** What is asked, without the member. */
        String canonical();

        /** Who it is for, if somebody. */
        default Optional<MemberId> member() {
            return Optional.empty();
        }

        default Request request(String requestId) {
            return new Request(operation(), till().origin(requestId, DAY), canonical(), Optional.empty());
        }
    }

    record Enrol(Till till, String id, String phone, String card) implements Own {

        @Override
        public OperationKey operation() {
            return till.operation(OperationKind.ENROLMENT, id);
        }

        @Override
        public String canonical() {
            return "enrol " + phone;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return Answer.of(function.ledger.enrol(request(requestId), this::bring));
        }

        private LedgerStore.NewMember bring(MemberId member) {
            List<Identifier> identifiers = List.of(
                    new Identifier(Identifier.Type.CARD_NUMBER, card), new Identifier(Identifier.Type.PHONE, phone));
            return new LedgerStore.NewMember(Profile.joining(member, null, null, identifiers), identifiers, false);
        }
    }

    /** @param gifts part of the total that earns nothing */
    record Buy(
            Till till,
            String id,
            Whom whom,
            long total,
            long gifts,
            @Nullable WaitsFor waitsFor,
            Instant occurredAt,
            List<OperationKey> paidWith)
            implements Own {

        @Override
        public Optional<MemberId> member() {
            return Optional.of(whom.member());
        }

        @Override
        public OperationKey operation() {
            return till.operation(OperationKind.PURCHASE, id);
        }

        @Override
        public String canonical() {
            return "buy %d %d %s %s %s".formatted(total, gifts, waitsFor, occurredAt, paidWith);
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            Command.RecordPurchase command = new Command.RecordPurchase(
                    new Money(total),
                    gifts == 0 ? List.of() : lines(total - gifts, gifts),
                    List.of(),
                    occurredAt,
                    DAY,
                    till.channel(),
                    till.source(),
                    waitsFor,
                    till.isOffline());
            Outcome outcome = function.ledger.record(
                    request(requestId), whom.name(), paidWith, scene -> DecidePurchase.record(scene, command));
            return Answer.of(outcome);
        }
    }

    record Redeem(Till till, String id, Whom whom, long points) implements Own {

        @Override
        public Optional<MemberId> member() {
            return Optional.of(whom.member());
        }

        @Override
        public OperationKey operation() {
            return till.operation(OperationKind.REDEMPTION, id);
        }

        @Override
        public String canonical() {
            return "redeem " + points;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            Command.RedeemPoints command =
                    new Command.RedeemPoints(Points.of(points), till.channel(), till.isOffline());
            return Answer.of(function.ledger.record(
                    request(requestId), whom.name(), scene -> DecideRedemption.redeem(scene, command)));
        }
    }

    record Hold(Till till, String id, Whom whom, long points, Duration lasting) implements Own {

        @Override
        public Optional<MemberId> member() {
            return Optional.of(whom.member());
        }

        @Override
        public OperationKey operation() {
            return till.operation(OperationKind.REDEMPTION, id);
        }

        @Override
        public String canonical() {
            return "hold " + points + " " + lasting;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            Command.HoldPoints command = new Command.HoldPoints(Points.of(points), lasting);
            return Answer.of(function.ledger.record(
                    request(requestId), whom.name(), scene -> DecideRedemption.hold(scene, command)));
        }
    }

    record Adjust(Till till, String id, Whom whom, long points) implements Own {

        @Override
        public Optional<MemberId> member() {
            return Optional.of(whom.member());
        }

        @Override
        public OperationKey operation() {
            return till.operation(OperationKind.ADJUSTMENT, id);
        }

        @Override
        public String canonical() {
            return "adjust " + points;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            Command.Adjust command = new Command.Adjust(points, till.channel(), "goodwill");
            return Answer.of(function.ledger.recordWithNote(
                    request(requestId), whom.name(), scene -> Decide.adjust(scene, command), "a note"));
        }
    }

    /** A member is to be forgotten. It is no operation: nothing else has its key. */
    record Erase(Till till, MemberId member) implements Message {

        @Override
        public OperationKey about() {
            return till.operation(OperationKind.ENROLMENT, "erase-" + member.value());
        }

        @Override
        public boolean isAnsweredOnce() {
            return false;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return function.erasures.erase(member, till.origin(requestId, DAY))
                    ? new Answer.Done("erased", Optional.empty(), false)
                    : new Answer.Refused(new Refusal.MemberNotFound());
        }
    }

    /** A further step of an operation. */
    sealed interface Step extends Message {

        OperationKey subject();

        @Override
        default OperationKey about() {
            return subject();
        }

        default FollowUp request(String requestId, @Nullable String stepId, LongFunction<String> canonical) {
            return new FollowUp(
                    subject(), till().origin(requestId, DAY), Optional.ofNullable(stepId), canonical, Optional.empty());
        }

        default FollowUp request(String requestId) {
            return request(requestId, null, all -> "plain");
        }
    }

    /** @param gifts part of the total of which gifts came back; below zero where the refund names no lines */
    record Refund(Till till, OperationKey subject, String id, long total, long gifts, boolean restorePoints)
            implements Step {

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            FollowUp request = request(requestId, id, all -> "refund %d %d %s".formatted(total, gifts, restorePoints));
            Command.Refund command = new Command.Refund(
                    new Money(total),
                    gifts < 0 ? List.of() : lines(total - gifts, gifts),
                    List.of(),
                    BEGINNING,
                    restorePoints);
            return Answer.of(function.followUps.refund(request, command));
        }
    }

    record Activate(
            Till till,
            OperationKey subject,
            String id,
            @Nullable Long total) implements Step {

        @Override
        public Message bare() {
            return new Activate(till, subject, id, null);
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            FollowUp request = request(requestId, id, all -> "activate " + (total == null ? all : total));
            Command.Activate command = new Command.Activate(total == null ? null : new Money(total));
            return Answer.of(function.followUps.activate(request, command));
        }
    }

    record VoidPurchase(Till till, OperationKey subject) implements Step {

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return Answer.of(function.followUps.voidPurchase(request(requestId)));
        }
    }

    record Extend(Till till, OperationKey subject, Duration lasting) implements Step {

        @Override
        public boolean isAnsweredOnce() {
            return false;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return Answer.of(function.followUps.extend(request(requestId), new Command.Extend(lasting)));
        }
    }

    record Capture(
            Till till, OperationKey subject, @Nullable Long points) implements Step {

        @Override
        public Message bare() {
            return new Capture(till, subject, null);
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            FollowUp request = request(requestId, null, all -> "capture " + (points == null ? all : points));
            return Answer.of(function.followUps.capture(
                    request, new Command.Capture(points == null ? null : Points.of(points))));
        }
    }

    record Release(Till till, OperationKey subject) implements Step {

        @Override
        public boolean isAnsweredOnce() {
            return false;
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return Answer.of(function.followUps.release(request(requestId)));
        }
    }

    record Reverse(
            Till till,
            OperationKey subject,
            String id,
            @Nullable Long points) implements Step {

        @Override
        public Message bare() {
            return new Reverse(till, subject, id, null);
        }

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            FollowUp request = request(requestId, id, all -> "reverse " + (points == null ? all : points));
            return Answer.of(function.followUps.reverse(
                    request, new Command.Reverse(points == null ? null : Points.of(points))));
        }
    }

    record VoidRedemption(Till till, OperationKey subject) implements Step {

        @Override
        public Answer carryOut(FunctionInstance function, String requestId) {
            return Answer.of(function.followUps.voidRedemption(request(requestId)));
        }
    }

    private static List<Command.Line> lines(long goods, long gifts) {
        return List.of(
                new Command.Line("coffee", "goods", new Money(goods)),
                new Command.Line("card", AnyProgram.GIFTS, new Money(gifts)));
    }
}
