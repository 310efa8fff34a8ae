package dev.tallystick.operation;

import dev.tallystick.access.Forbidden;
import dev.tallystick.api.Call;
import dev.tallystick.api.Happened;
import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Refusal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Goods come back, at whatever source. */
public final class Refunds {

    private final FollowUps followUps;
    private final WaitingRefunds waiting;
    private final Programs programs;
    private final InstantSource clock;

    public Refunds(FollowUps followUps, WaitingRefunds waiting, Programs programs, InstantSource clock) {
        this.followUps = followUps;
        this.waiting = waiting;
        this.programs = programs;
        this.clock = clock;
    }

    /** What a refund came to. */
    public sealed interface Refunded {

        /** It was booked, now or before, or refused. */
        record Answered(String id, OperationKey purchase, Followed<Purchase> followed) implements Refunded {}

        /** It is kept until its purchase comes. */
        record Waits(String id) implements Refunded {}
    }

    /**
     * A refund with a body as {@code POST /v1/refunds} takes it; in a batch it always waits.
     *
     * @throws Fields.Invalid when the body is not a refund's, or has more lines than can wait
     * @throws Forbidden when the purchase is another source's and the caller may not act on it
     */
    public Refunded refund(Call call, Fields body) {
        RefundRequest refund =
                RefundRequest.read(body, call.caller(), programs.current().currency());
        Happened happened = Happened.told(call, refund.goods().occurredAt(), clock.instant());
        FollowUp request = refund.write().followUp(refund.purchase(), call, all -> refund.asked(), happened);
        WaitingRefund asked = WaitingRefund.of(
                request,
                refund.write().canonical(refund.asked()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<WaitingRefund> there = waiting.find(asked.keys());
        if (there.isPresent() && !there.get().canonical().equals(asked.canonical())) {
            return refused(asked, refund, reused(there.get()));
        }
        Followed<Purchase> followed = followUps.refund(request, refund.command(call.wasOffline()));
        return (refund.waitForPurchase() || call.wasOffline()) && isUnknown(followed)
                ? keep(asked, there.isPresent(), refund, request)
                : new Refunded.Answered(asked.id(), refund.purchase(), followed);
    }

    /** What was accepted under an id is not displaced by another refund, though its purchase has come meanwhile. */
    private Refusal reused(WaitingRefund another) {
        return new Refusal.OperationIdReused(
                another.at(), another.command(programs.current().currency()).total());
    }

    /** Once it is kept the purchase is looked for once more: it may have come in between, and then nobody else would. */
    private Refunded keep(WaitingRefund kept, boolean isThere, RefundRequest refund, FollowUp request) {
        boolean offline = kept.row().isPresent();
        Optional<Refusal> wrong = request.objection()
                .or(() -> offline
                        ? Optional.empty()
                        : DecidePurchase.tooFarAhead(refund.goods().occurredAt(), clock.instant()));
        if (wrong.isPresent()) {
            return refused(kept, refund, wrong.get());
        }
        if (!isThere && waiting.isFull(refund.purchase().id())) {
            return refused(kept, refund, new Refusal.TooManySteps(EntryKey.Step.MOST));
        }
        if (kept.isTooLarge()) {
            throw new Fields.Invalid(List.of(new Fault("/lines", "are too many to wait for a purchase")));
        }
        Optional<WaitingRefund> another =
                waiting.keep(kept).filter(other -> !other.canonical().equals(kept.canonical()));
        if (another.isPresent()) {
            return refused(kept, refund, reused(another.get()));
        }
        Followed<Purchase> followed = followUps.refund(request, refund.command(offline));
        if (isUnknown(followed)) {
            return new Refunded.Waits(kept.id());
        }
        waiting.forget(kept);
        return new Refunded.Answered(kept.id(), refund.purchase(), followed);
    }

    private static Refunded refused(WaitingRefund asked, RefundRequest refund, Refusal refusal) {
        return new Refunded.Answered(asked.id(), refund.purchase(), new Followed.Refused<>(refusal));
    }

    private static boolean isUnknown(Followed<Purchase> followed) {
        return followed instanceof Followed.Refused<Purchase>(Refusal refusal)
                && refusal instanceof Refusal.PurchaseNotFound;
    }
}
