package dev.tallystick.wallet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Durations;
import dev.tallystick.api.WalletAddress;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberIds;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.MemberId;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** {@code POST /v1/members/{memberId}/wallet-links}: a link for the customer to open the wallet with. */
public final class CreateLink implements RequestStreamHandler {

    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Sessions sessions;
    private final WalletAddress address;
    private final HttpFunction http;

    public CreateLink() {
        this(Wiring.fromEnvironment());
    }

    private CreateLink(Wiring wiring) {
        this(wiring.access(), new Sessions(wiring), new WalletAddress(wiring.walletBaseUrl()));
    }

    CreateLink(Access access, Sessions sessions, WalletAddress address) {
        this.sessions = sessions;
        this.address = address;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Duration lasting = lasting(request.body());
        return MemberIds.named(request.pathParameter("memberId")) instanceof MemberName.ById(MemberId member)
                ? sessions.link(member, lasting)
                        .map(link -> shown(link, request))
                        .orElseGet(CreateLink::notFound)
                : notFound();
    }

    private HttpResponse shown(Sessions.Issued link, HttpRequest request) {
        return HttpResponse.of(
                201,
                new JsonObject()
                        .with("url", address.link(request, link.token()))
                        .withAll(link.json())
                        .build());
    }

    private static HttpResponse notFound() {
        return Problem.of(ProblemCode.MEMBER_NOT_FOUND, "There is no member with this id")
                .response();
    }

    private static Duration lasting(Fields body) {
        Duration asked =
                Optional.ofNullable(Durations.readOptional(body, "expiresIn")).orElse(USUAL);
        if (asked.compareTo(LONGEST) > 0) {
            body.fault("expiresIn", "must not be more than a day");
        }
        body.finish();
        return asked;
    }
}
