package dev.tallystick.redemption;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Durations;
import dev.tallystick.api.OperationIds;
import dev.tallystick.api.Write;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.points.Command;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Redemption;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/redemptions/{id}/…}: what follows a redemption: extend, capture, release, reversals, void. */
public final class FollowRedemption implements RequestStreamHandler {

    private final FollowUps followUps;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public FollowRedemption() {
        this(Wiring.fromEnvironment());
    }

    private FollowRedemption(Wiring wiring) {
        this(wiring.access(), wiring.followUps(), wiring.answers(), wiring.clock());
    }

    FollowRedemption(Access access, FollowUps followUps, Answers answers, InstantSource clock) {
        this.followUps = followUps;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(
                Scope.REDEMPTIONS,
                OperationIds.inPath(OperationKind.REDEMPTION, ProblemCode.REDEMPTION_NOT_FOUND, this::answer));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, OperationKey redemption, HttpRequest request) {
        Call call = new Call(caller, redemption, request, request.body());
        return switch (request.lastOfRoute()) {
            case "extend" -> extend(call);
            case "capture" -> capture(call);
            case "release" -> answered(call, 200, followUps.release(call.plain()));
            case "reversals" -> reverse(call);
            case "void" -> answered(call, 200, followUps.voidRedemption(call.plain()));
            default -> throw new IllegalStateException("a route that leads elsewhere");
        };
    }

    private HttpResponse extend(Call call) {
        Duration expiresIn = Durations.read(call.body, "expiresIn");
        FollowUp request = call.plain();
        return answered(call, 200, followUps.extend(request, new Command.Extend(expiresIn)));
    }

    private HttpResponse capture(Call call) {
        Points points = points(call.body);
        FollowUp request = call.followUp(
                Write.readWithoutId(call.body), all -> new JsonObject().with("points", asked(points, all)));
        return answered(call, 200, followUps.capture(request, new Command.Capture(points)));
    }

    private HttpResponse reverse(Call call) {
        Points points = points(call.body);
        FollowUp request = call.followUp(
                Write.read(call.body, "reversalId"), all -> new JsonObject().with("points", asked(points, all)));
        return answered(call, 201, followUps.reverse(request, new Command.Reverse(points)));
    }

    private HttpResponse answered(Call call, int fresh, Followed<Redemption> followed) {
        return answers.of(
                followed,
                fresh,
                call.redemption,
                (done, program) -> RedemptionJson.of(done.history(), done.at(), program));
    }

    private static @Nullable Points points(Fields body) {
        return body.has("points") ? Points.of(body.integer("points", 1, Points.MAXIMUM)) : null;
    }

    /** What was asked for; all that there was where the request names none. */
    private static long asked(@Nullable Points points, long all) {
        return points == null ? all : points.value();
    }

    private final class Call {

        private final Caller caller;
        private final OperationKey redemption;
        private final HttpRequest request;
        private final Fields body;

        private Call(Caller caller, OperationKey redemption, HttpRequest request, Fields body) {
            this.caller = caller;
            this.redemption = redemption;
            this.request = request;
            this.body = body;
        }

        /** A step that has no id of its own. */
        private FollowUp plain() {
            return followUp(Write.readWithoutId(body), all -> new JsonObject());
        }

        private FollowUp followUp(Write write, LongFunction<JsonObject> asked) {
            body.finish();
            return write.followUp(redemption, caller, request, asked, clock.instant());
        }
    }
}
