package dev.tallystick.adjustment;

import dev.tallystick.access.Caller;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.Command;
import dev.tallystick.points.Points;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A correction as the retailer's office asks for it. The note is personal and stays out of the ledger. */
record AdjustmentRequest(
        Write write,
        MemberName member,
        long points,
        String reasonCode,
        @Nullable String note) {

    private static final Pattern REASON_CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_NOTE = 500;

    static AdjustmentRequest read(Fields body, Caller caller) {
        AdjustmentRequest request = new AdjustmentRequest(
                Write.read(body, "adjustmentId"),
                MemberNames.read(body, caller.source()),
                body.integer("points", -Points.MAXIMUM, Points.MAXIMUM),
                body.match("reasonCode", REASON_CODE),
                body.optionalText("note", LONGEST_NOTE));
        if (request.points == 0) {
            body.fault("points", "must not be 0");
        }
        body.finish();
        return request;
    }

    Command.Adjust command(Caller caller) {
        return new Command.Adjust(points, caller.source().channel(), reasonCode);
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return new JsonObject()
                .with("points", points)
                .with("reasonCode", reasonCode)
                .with("note", note);
    }
}
