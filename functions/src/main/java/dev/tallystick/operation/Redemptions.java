package dev.tallystick.operation;

import dev.tallystick.api.Call;
import dev.tallystick.api.Durations;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.points.Command;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Redemption;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Points are spent or held, and what follows. Each body is the one that the call of that name takes.
 *
 * <p>Every method may throw {@link Fields.Invalid} when the body is not as it must be.
 */
public final class Redemptions {

    private final Ledger ledger;
    private final FollowUps followUps;
    private final InstantSource clock;

    public Redemptions(Ledger ledger, FollowUps followUps, InstantSource clock) {
        this.ledger = ledger;
        this.followUps = followUps;
        this.clock = clock;
    }

    public Outcome redeem(Call call, Fields body) {
        RedemptionRequest redemption = RedemptionRequest.read(body, call);
        return ledger.record(
                redemption.write().request(OperationKind.REDEMPTION, call, redemption.asked(), clock.instant()),
                redemption.member(),
                redemption::decide);
    }

    public Followed<Redemption> extend(Call call, OperationKey redemption, Fields body) {
        Duration expiresIn = Durations.read(body, "expiresIn");
        return followUps.extend(plain(call, redemption, body), new Command.Extend(expiresIn));
    }

    public Followed<Redemption> capture(Call call, OperationKey redemption, Fields body) {
        Points points = points(body);
        Write write = Write.readWithoutId(body);
        return followUps.capture(someOf(call, redemption, body, write, points), new Command.Capture(points));
    }

    public Followed<Redemption> release(Call call, OperationKey redemption, Fields body) {
        return followUps.release(plain(call, redemption, body));
    }

    public Followed<Redemption> reverse(Call call, OperationKey redemption, Fields body) {
        Points points = points(body);
        Write write = Write.read(body, "reversalId");
        return followUps.reverse(someOf(call, redemption, body, write, points), new Command.Reverse(points));
    }

    public Followed<Redemption> voidRedemption(Call call, OperationKey redemption, Fields body) {
        return followUps.voidRedemption(plain(call, redemption, body));
    }

    /** A step that has no id of its own and asks for nothing more. */
    private FollowUp plain(Call call, OperationKey redemption, Fields body) {
        return Write.readPlain(body, call, redemption, clock.instant());
    }

    /** A step that concerns so many points; where it names none, all that there are. */
    private FollowUp someOf(Call call, OperationKey redemption, Fields body, Write write, @Nullable Points points) {
        body.finish();
        return write.followUp(
                redemption,
                call,
                all -> new JsonObject().with("points", points == null ? all : points.value()),
                clock.instant());
    }

    private static @Nullable Points points(Fields body) {
        return body.has("points") ? Points.of(body.integer("points", 1, Points.MAXIMUM)) : null;
    }
}
