package dev.tallystick.purchase;

import dev.tallystick.access.Caller;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.MemberName;
import java.util.Optional;

/** A purchase as a shop or till posts it. */
record PurchaseRequest(Write write, MemberName member, Goods goods) {

    static PurchaseRequest read(Fields body, Caller caller, String currency) {
        PurchaseRequest request = new PurchaseRequest(
                Write.read(body, "purchaseId"),
                MemberNames.read(body, caller.source()),
                Goods.read(body, currency, Optional.empty()));
        body.finish();
        return request;
    }
}
