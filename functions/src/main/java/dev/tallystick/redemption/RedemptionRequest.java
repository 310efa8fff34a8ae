package dev.tallystick.redemption;

import dev.tallystick.access.Caller;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.Command;
import dev.tallystick.points.Points;

/** A redemption as a shop or till asks for it. */
record RedemptionRequest(Write write, MemberName member, Points points) {

    static RedemptionRequest read(Fields body, Caller caller) {
        RedemptionRequest request = new RedemptionRequest(
                Write.read(body, "redemptionId"),
                MemberNames.read(body, caller.source()),
                Points.of(body.integer("points", 1, Points.MAXIMUM)));
        body.notYet("hold");
        body.finish();
        return request;
    }

    Command.RedeemPoints command() {
        return new Command.RedeemPoints(points);
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return new JsonObject().with("points", points.value());
    }
}
