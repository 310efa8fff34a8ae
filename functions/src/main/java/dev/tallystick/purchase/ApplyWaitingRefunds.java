package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.api.Answers;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Programs;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Log;
import dev.tallystick.operation.RowResult;
import dev.tallystick.operation.RowResults;
import dev.tallystick.operation.WaitingRefund;
import dev.tallystick.operation.WaitingRefunds;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Names;
import dev.tallystick.stream.StreamBatch;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Refunds that came before their purchase are booked when it comes. It follows the ledger's stream; where it fails it says from
 * which record on, and a refund that is booked twice is booked once.
 */
public final class ApplyWaitingRefunds implements RequestStreamHandler {

    private final WaitingRefunds waiting;
    private final FollowUps followUps;
    private final Programs programs;
    private final RowResults results;
    private final Answers answers;

    public ApplyWaitingRefunds() {
        this(Wiring.fromEnvironment());
    }

    private ApplyWaitingRefunds(Wiring wiring) {
        this(wiring.waitingRefunds(), wiring.followUps(), wiring.programs(), wiring.rowResults(), wiring.answers());
    }

    ApplyWaitingRefunds(
            WaitingRefunds waiting, FollowUps followUps, Programs programs, RowResults results, Answers answers) {
        this.waiting = waiting;
        this.followUps = followUps;
        this.programs = programs;
        this.results = results;
        this.answers = answers;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(Json.bytes(StreamBatch.answer(apply(StreamBatch.read(event)))));
    }

    /** The position of the first record that could not be dealt with, if there is one. */
    Optional<String> apply(StreamBatch batch) {
        for (StreamBatch.StreamRecord change : batch.records()) {
            JsonObject about = new JsonObject()
                    .with("position", change.position())
                    .with("correlationId", change.correlationId().orElse(null));
            if (!CallScope.within(about, () -> isDealtWith(change))) {
                return Optional.of(change.position());
            }
        }
        return Optional.empty();
    }

    private boolean isDealtWith(StreamBatch.StreamRecord change) {
        try {
            purchase(change).map(waiting::of).ifPresent(those -> those.forEach(this::applyInItsScope));
            return true;
        } catch (RuntimeException e) {
            Log.error("waiting-refund-failed", new JsonObject(), e);
            return false;
        }
    }

    /**
     * The id of the purchase that has come with an entry, or never will. What cannot be told apart is none: it must not hold up
     * the purchases behind it.
     */
    private static Optional<String> purchase(StreamBatch.StreamRecord change) {
        if (!change.eventName().equals("INSERT")) {
            return Optional.empty();
        }
        try {
            return EntryItem.purchaseBegunAt(change.keys()).map(OperationKey::id);
        } catch (RuntimeException e) {
            Log.error("entry-of-unknown-place", new JsonObject().with("position", change.position()), e);
            return Optional.empty();
        }
    }

    /** Its lines are about the refund's own request, not about the purchase's. */
    private void applyInItsScope(WaitingRefund refund) {
        JsonObject about = new JsonObject()
                .with("refund", refund.id())
                .with("correlationId", refund.origin().correlationId());
        CallScope.within(about, () -> apply(refund));
    }

    private RowResult apply(WaitingRefund refund) {
        Followed<?> followed = followUps.refund(
                refund.request(), refund.command(programs.current().currency()));
        RowResult result = RowResult.of(refund.id(), followed, answers);
        result.count(refund.origin().channel());
        Log.answered(
                "waiting-refund-" + Names.of(result.status()),
                new JsonObject().with("code", result.code().orElse(null)));
        refund.row().ifPresent(row -> results.put(row, result));
        waiting.forget(refund);
        return result;
    }
}
