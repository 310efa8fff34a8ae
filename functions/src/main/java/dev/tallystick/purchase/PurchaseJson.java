package dev.tallystick.purchase;

import dev.tallystick.api.EntryJson;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.History;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.points.Activation;
import dev.tallystick.points.Fact;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A purchase as answers show it. */
final class PurchaseJson {

    private PurchaseJson() {}

    /** As it is at an instant. */
    static JsonObject of(History<Purchase> history, Instant at, Program program) {
        Purchase purchase = history.state();
        Fact.Earned earned = purchase.earned();
        return new JsonObject()
                .with("id", purchase.operation().id())
                .with("memberId", purchase.member().value())
                .with("total", MoneyJson.of(earned.total(), program.currency()))
                .with("occurredAt", earned.occurredAt().toString())
                .with("status", Names.of(purchase.statusAt(at)))
                .with(
                        "earned",
                        earned(earned, purchase.statusAt(at), program)
                                .with("pending", purchase.pendingAt(at).value())
                                .build())
                .with("clawedBack", purchase.clawedBack().value())
                .with("kept", purchase.kept().value())
                .with("refunds", refunds(history.steps(), program))
                .with(
                        "paidWith",
                        earned.paidWith().stream()
                                .map(paid -> paid.redemption().id())
                                .toList());
    }

    /** What it earned, and when that becomes active. */
    static JsonObject earned(Fact.Earned earned, Purchase.Status status, Program program) {
        boolean pending = status == Purchase.Status.PENDING;
        JsonObject json =
                new JsonObject().with("points", earned.earned().value()).with("status", Names.of(status));
        switch (earned.activation()) {
            case Activation.AtOnce _ -> {
                // nothing is waited for
            }
            case Activation.OnDay(var activatesAt, var _) ->
                json.with("activatesAt", pending ? activatesAt.toString() : null);
            case Activation.OnEvent(var waitsFor) -> json.with("waitsFor", pending ? Names.of(waitsFor) : null);
        }
        return json.with("breakdown", EntryJson.breakdown(earned.breakdown(), program));
    }

    private static List<Map<String, Object>> refunds(List<LedgerEntry> steps, Program program) {
        return steps.stream()
                .filter(step -> step.entry().fact() instanceof Fact.ClawedBack)
                .map(step ->
                        refund(step, program).with("at", step.at().toString()).build())
                .toList();
    }

    /** A refund by itself. */
    static JsonObject refund(LedgerEntry step, Program program) {
        Fact.ClawedBack back = (Fact.ClawedBack) step.entry().fact();
        return new JsonObject()
                .with(
                        "id",
                        OperationKey.by(step.origin().source(), step.origin().terminal())
                                + ":"
                                + step.stepId().orElseThrow())
                .with("total", MoneyJson.of(back.total(), program.currency()))
                .with("occurredAt", back.occurredAt().toString())
                .with("clawedBack", back.clawback().points().value())
                .with("restored", back.restored().value());
    }
}
