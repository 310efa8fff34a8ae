package dev.tallystick.redemption;

import dev.tallystick.api.MoneyJson;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.History;
import dev.tallystick.points.Program;
import dev.tallystick.points.Redemption;
import dev.tallystick.store.Names;
import java.time.Instant;

/** A redemption as answers show it. */
final class RedemptionJson {

    private RedemptionJson() {}

    /** As it is at an instant. */
    static JsonObject of(History<Redemption> history, Instant at, Program program) {
        Redemption redemption = history.state();
        Redemption.Status status = redemption.statusAt(at);
        Instant expiresAt = redemption.expiresAt();
        return new JsonObject()
                .with("id", redemption.operation().id())
                .with("memberId", redemption.member().value())
                .with("status", Names.of(status))
                .with("points", redemption.points().value())
                .with("capturedPoints", redemption.captured().value())
                .with("reversedPoints", redemption.reversed().value())
                .with(
                        "value",
                        MoneyJson.of(
                                redemption.captured().isZero() ? redemption.value() : redemption.capturedValue(),
                                program.currency()))
                .with("expiresAt", status == Redemption.Status.HELD && expiresAt != null ? expiresAt.toString() : null)
                .with(
                        "paysFor",
                        redemption.purchase() == null
                                ? null
                                : redemption.purchase().id());
    }
}
