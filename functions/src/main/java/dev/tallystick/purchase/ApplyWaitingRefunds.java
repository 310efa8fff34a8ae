package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.api.Answers;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.log.Log;
import dev.tallystick.operation.RowResult;
import dev.tallystick.operation.RowResults;
import dev.tallystick.operation.WaitingRefund;
import dev.tallystick.operation.WaitingRefunds;
import dev.tallystick.points.Fact;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Refusal;
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
            try {
                purchase(EntryItem.read(change.image()))
                        .map(waiting::of)
                        .ifPresent(those -> those.forEach(this::apply));
            } catch (RuntimeException e) {
                Log.error("waiting-refund-failed", new JsonObject().with("position", change.position()), e);
                return Optional.of(change.position());
            }
        }
        return Optional.empty();
    }

    /** The id of the purchase that has come with an entry, or never will. */
    private static Optional<String> purchase(Recorded recorded) {
        boolean settled = switch (recorded) {
            case LedgerEntry entry -> entry.entry().fact() instanceof Fact.Earned;
            case Tombstone closed -> closed.key().operation().kind() == OperationKind.PURCHASE;
        };
        return settled ? Optional.of(recorded.key().id()) : Optional.empty();
    }

    private void apply(WaitingRefund refund) {
        Followed<?> followed = followUps.refund(
                refund.request(), refund.command(programs.current().currency()));
        if (followed instanceof Followed.Refused<?>(Refusal refusal)) {
            Log.info(
                    "waiting-refund-refused",
                    new JsonObject()
                            .with("refund", refund.id())
                            .with("refusal", refusal.getClass().getSimpleName()));
        }
        refund.row().ifPresent(row -> results.put(row, RowResult.of(refund.id(), followed, answers)));
        waiting.forget(refund);
    }
}
