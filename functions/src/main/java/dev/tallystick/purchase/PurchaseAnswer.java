package dev.tallystick.purchase;

import dev.tallystick.api.Answers;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import java.util.Map;

/** What a recorded purchase is answered with, now and at every repeat. */
final class PurchaseAnswer {

    private PurchaseAnswer() {}

    static Map<String, Object> of(LedgerEntry recorded, Program program) {
        Fact.Earned earned = (Fact.Earned) recorded.entry().fact();
        return new JsonObject()
                .with("id", recorded.key().id())
                .with("memberId", recorded.entry().member().value())
                .with(
                        "earned",
                        PurchaseJson.earned(
                                        earned,
                                        earned.pendingChanges().isEmpty()
                                                ? Purchase.Status.ACTIVE
                                                : Purchase.Status.PENDING,
                                        program)
                                .build())
                .with("tier", Answers.tier(earned.tierAfter(), program))
                .with("balance", Answers.balance(recorded.entry().balanceAfter(), program))
                .build();
    }
}
