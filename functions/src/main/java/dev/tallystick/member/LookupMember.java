package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.MemberNames;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/members/lookup}: a member by phone, e-mail, card or external id, none of which belongs in a URL. */
public final class LookupMember implements RequestStreamHandler {

    private final Members members;
    private final HttpFunction http;

    public LookupMember() {
        this(Wiring.fromEnvironment());
    }

    private LookupMember(Wiring wiring) {
        this(wiring.access(), new Members(wiring));
    }

    LookupMember(Access access, Members members) {
        this.members = members;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Fields body = request.body();
        MemberName name = MemberNames.read(body, caller.source());
        body.finish();
        return members.answer(name, caller.source().id());
    }
}
