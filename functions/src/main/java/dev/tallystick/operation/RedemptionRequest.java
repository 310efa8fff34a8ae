package dev.tallystick.operation;

import dev.tallystick.access.Caller;
import dev.tallystick.api.Call;
import dev.tallystick.api.Durations;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Points;
import dev.tallystick.points.Scene;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as a shop or till asks for it.
 *
 * @param channel where the source sells
 * @param hold present where the points are to be held, not spent
 * @param offline whether a till without a network has given the goods already
 */
record RedemptionRequest(
        Write write, MemberName member, Points points, Channel channel, Optional<Hold> hold, boolean offline) {

    /** How long, where the request says so. */
    record Hold(@Nullable Duration expiresIn) {}

    static RedemptionRequest read(Fields body, Call call) {
        Caller caller = call.caller();
        RedemptionRequest request = new RedemptionRequest(
                Write.read(body, "redemptionId"),
                MemberNames.read(body, caller.source()),
                Points.of(body.integer("points", 1, Points.MAXIMUM)),
                caller.source().channel(),
                Optional.ofNullable(body.optionalObject("hold")).map(RedemptionRequest::hold),
                call.wasOffline());
        if (request.offline && request.hold.isPresent()) {
            body.fault("hold", "has no place in a batch");
        }
        body.finish();
        return request;
    }

    private static Hold hold(Fields hold) {
        Hold read = new Hold(Durations.readOptional(hold, "expiresIn"));
        hold.noOthers();
        return read;
    }

    Decision decide(Scene scene) {
        return hold.isPresent()
                ? DecideRedemption.hold(
                        scene, new Command.HoldPoints(points, hold.get().expiresIn()))
                : DecideRedemption.redeem(scene, new Command.RedeemPoints(points, channel, offline));
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return new JsonObject()
                .with("points", points.value())
                .with(
                        "hold",
                        hold.map(asked -> new JsonObject()
                                        .with(
                                                "expiresIn",
                                                asked.expiresIn() == null
                                                        ? null
                                                        : asked.expiresIn().toString())
                                        .build())
                                .orElse(null));
    }
}
