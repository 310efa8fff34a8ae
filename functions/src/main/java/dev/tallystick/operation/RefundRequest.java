package dev.tallystick.operation;

import dev.tallystick.access.Caller;
import dev.tallystick.api.OperationIds;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.Command;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;

/**
 * A refund as a shop or till posts it.
 *
 * @param waitForPurchase whether it is kept where its purchase has not come yet
 */
record RefundRequest(Write write, OperationKey purchase, Goods goods, boolean restorePoints, boolean waitForPurchase) {

    static RefundRequest read(Fields body, Caller caller, String currency) {
        RefundRequest request = new RefundRequest(
                Write.read(body, "refundId"),
                OperationIds.read(body, "purchase", OperationKind.PURCHASE, caller),
                Goods.readReturned(body, currency),
                body.flag("restorePoints", true),
                body.flag("waitForPurchase", false));
        body.finish();
        caller.mustActOn(request.purchase.source());
        return request;
    }

    Command.Refund command(boolean offline) {
        return command(goods, restorePoints, offline);
    }

    static Command.Refund command(Goods goods, boolean restorePoints, boolean offline) {
        return new Command.Refund(
                goods.total(), goods.commandLines(), goods.charges(), goods.occurredAt(), restorePoints, offline);
    }

    /** The fields by which a repeat is known to be the same; whether it would have waited is none. */
    JsonObject asked() {
        return goods.asked().with("restorePoints", restorePoints ? null : false);
    }
}
