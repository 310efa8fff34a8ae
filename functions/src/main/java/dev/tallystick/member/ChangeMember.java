package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.ledger.Profiles;
import dev.tallystick.points.MemberId;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** {@code PATCH /v1/members/{memberId}}: another name, language or birthday, and consents. */
public final class ChangeMember implements RequestStreamHandler {

    private final Profiles profiles;
    private final Members members;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public ChangeMember() {
        this(Wiring.fromEnvironment());
    }

    private ChangeMember(Wiring wiring) {
        this(wiring.access(), wiring.profiles(), new Members(wiring), wiring.answers(), wiring.clock());
    }

    ChangeMember(Access access, Profiles profiles, Members members, Answers answers, InstantSource clock) {
        this.profiles = profiles;
        this.members = members;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        ChangeRequest change = ChangeRequest.read(request.body(), caller, clock.instant());
        return MemberPath.of(request, answers, member -> answer(member, change));
    }

    private HttpResponse answer(MemberId member, ChangeRequest change) {
        return switch (profiles.change(member, change.change())) {
            case Profiles.Changed.Done _ -> members.whole(member);
            case Profiles.Changed.Refused(var refusal) ->
                answers.problem(refusal).response();
        };
    }
}
