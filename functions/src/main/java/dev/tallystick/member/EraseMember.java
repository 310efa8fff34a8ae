package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.Write;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.ledger.Erasures;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Refusal;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** {@code DELETE /v1/members/{memberId}}: a member is forgotten, once or again. */
public final class EraseMember implements RequestStreamHandler {

    private final Erasures erasures;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public EraseMember() {
        this(Wiring.fromEnvironment());
    }

    private EraseMember(Wiring wiring) {
        this(wiring.access(), wiring.erasures(), wiring.answers(), wiring.clock());
    }

    EraseMember(Access access, Erasures erasures, Answers answers, InstantSource clock) {
        this.erasures = erasures;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(Scope.PRIVACY, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        Origin origin = Write.origin(Call.of(caller, request), clock.instant());
        return MemberPath.of(request, answers, member -> erase(member, origin));
    }

    private HttpResponse erase(MemberId member, Origin origin) {
        return erasures.erase(member, origin)
                ? HttpResponse.empty()
                : answers.problem(new Refusal.MemberNotFound()).response();
    }
}
