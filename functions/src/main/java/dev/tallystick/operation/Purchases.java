package dev.tallystick.operation;

import dev.tallystick.access.Forbidden;
import dev.tallystick.api.Call;
import dev.tallystick.api.Happened;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Command;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Purchase;
import java.time.InstantSource;

/** Goods are bought, collected, delivered or paid, or the purchase never happened. */
public final class Purchases {

    private final Ledger ledger;
    private final FollowUps followUps;
    private final Programs programs;
    private final InstantSource clock;

    public Purchases(Ledger ledger, FollowUps followUps, Programs programs, InstantSource clock) {
        this.ledger = ledger;
        this.followUps = followUps;
        this.programs = programs;
        this.clock = clock;
    }

    /**
     * A purchase with a body as {@code POST /v1/purchases} takes it.
     *
     * @throws Fields.Invalid when the body is not a purchase's
     * @throws Forbidden when a redemption of another source pays and the caller may not act on it
     */
    public Outcome record(Call call, Fields body) {
        PurchaseRequest purchase =
                PurchaseRequest.read(body, call.caller(), programs.current().currency());
        Happened happened = Happened.told(call, purchase.goods().occurredAt(), clock.instant());
        return ledger.record(
                purchase.write().request(OperationKind.PURCHASE, call, purchase.asked(), happened),
                purchase.member().orElseThrow(),
                purchase.paidWith(),
                scene -> DecidePurchase.record(scene, purchase.command(call, happened)));
    }

    /** Goods of it were collected, delivered or paid. */
    public Followed<Purchase> activate(Call call, OperationKey purchase, Fields body) {
        Write write = Write.read(body, "activationId");
        Money total = body.has("total")
                ? MoneyJson.read(body, "total", programs.current().currency())
                : null;
        body.finish();
        FollowUp followUp = write.followUp(
                purchase,
                call,
                all -> new JsonObject().with("total", total == null ? all : total.minorUnits()),
                clock.instant());
        return followUps.activate(followUp, new Command.Activate(total));
    }

    /** It never happened, or never will. */
    public Followed<Purchase> voidPurchase(Call call, OperationKey purchase, Fields body) {
        return followUps.voidPurchase(Write.readPlain(body, call, purchase, clock.instant()));
    }
}
