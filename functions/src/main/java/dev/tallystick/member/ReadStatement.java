package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.StatementPage;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.http.Query;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.MemberIds;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Statements;
import dev.tallystick.points.MemberId;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /v1/members/{memberId}/entries}: why the balance is what it is, newest first. */
public final class ReadStatement implements RequestStreamHandler {

    private final Accounts accounts;
    private final Statements statements;
    private final Programs programs;
    private final HttpFunction http;

    public ReadStatement() {
        this(Wiring.fromEnvironment());
    }

    private ReadStatement(Wiring wiring) {
        this(wiring.access(), wiring.accounts(), new Statements(wiring.database(), wiring.tables()), wiring.programs());
    }

    ReadStatement(Access access, Accounts accounts, Statements statements, Programs programs) {
        this.accounts = accounts;
        this.statements = statements;
        this.programs = programs;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        StatementPage.Asked asked = StatementPage.Asked.read(query);
        query.finish();
        if (MemberIds.named(request.pathParameter("memberId")) instanceof MemberName.ById(MemberId member)
                && accounts.ofMember(member).isPresent()) {
            return HttpResponse.of(
                    200,
                    StatementPage.of(asked.read(statements, member), programs).json());
        }
        return Problem.of(ProblemCode.MEMBER_NOT_FOUND, "There is no member with this id")
                .response();
    }
}
