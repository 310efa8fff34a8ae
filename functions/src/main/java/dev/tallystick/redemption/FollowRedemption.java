package dev.tallystick.redemption;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.OperationIds;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.operation.Redemptions;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/redemptions/{id}/…}: what follows a redemption: extend, capture, release, reversals, void. */
public final class FollowRedemption implements RequestStreamHandler {

    private final Redemptions redemptions;
    private final Answers answers;
    private final HttpFunction http;

    public FollowRedemption() {
        this(Wiring.fromEnvironment());
    }

    private FollowRedemption(Wiring wiring) {
        this(wiring.access(), wiring.redemptions(), wiring.answers());
    }

    FollowRedemption(Access access, Redemptions redemptions, Answers answers) {
        this.redemptions = redemptions;
        this.answers = answers;
        this.http = access.require(
                Scope.REDEMPTIONS,
                OperationIds.inPath(OperationKind.REDEMPTION, ProblemCode.REDEMPTION_NOT_FOUND, this::answer));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, OperationKey redemption, HttpRequest request) {
        Call call = Call.of(caller, request);
        Fields body = request.body();
        String step = request.lastOfRoute();
        return answers.of(
                switch (step) {
                    case "extend" -> redemptions.extend(call, redemption, body);
                    case "capture" -> redemptions.capture(call, redemption, body);
                    case "release" -> redemptions.release(call, redemption, body);
                    case "reversals" -> redemptions.reverse(call, redemption, body);
                    case "void" -> redemptions.voidRedemption(call, redemption, body);
                    default -> throw new IllegalStateException("a route that leads elsewhere");
                },
                step.equals("reversals") ? 201 : 200,
                redemption,
                (done, program) -> RedemptionJson.of(done.history(), done.at(), program));
    }
}
