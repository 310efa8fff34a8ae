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
import dev.tallystick.http.Query;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /v1/members/{memberId}}: a member with balance and tier. */
public final class ReadMember implements RequestStreamHandler {

    private final Members members;
    private final Answers answers;
    private final HttpFunction http;

    public ReadMember() {
        this(Wiring.fromEnvironment());
    }

    private ReadMember(Wiring wiring) {
        this(wiring.access(), new Members(wiring), wiring.answers());
    }

    ReadMember(Access access, Members members, Answers answers) {
        this.answers = answers;
        this.members = members;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        return MemberPath.of(request, answers, members::whole);
    }
}
