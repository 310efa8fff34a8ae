package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.ledger.Directory;
import dev.tallystick.operation.Enrolments;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/members}: a customer joins. */
public final class EnrolMember implements RequestStreamHandler {

    private final Enrolments enrolments;
    private final Answers answers;
    private final MemberAnswers members;
    private final HttpFunction http;

    public EnrolMember() {
        this(Wiring.fromEnvironment());
    }

    private EnrolMember(Wiring wiring) {
        this(wiring.access(), wiring.enrolments(), wiring.answers(), wiring.directory());
    }

    EnrolMember(Access access, Enrolments enrolments, Answers answers, Directory directory) {
        this.enrolments = enrolments;
        this.answers = answers;
        this.members = new MemberAnswers(directory);
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return answers.of(enrolments.enrol(Call.of(caller, request), request.body()), members::enrolled);
    }
}
