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
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.points.OperationKind;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/** {@code POST /v1/members}: a customer joins. */
public final class EnrolMember implements RequestStreamHandler {

    private final Ledger ledger;
    private final Answers answers;
    private final MemberAnswers members;
    private final InstantSource clock;
    private final HttpFunction http;

    public EnrolMember() {
        this(Wiring.fromEnvironment());
    }

    private EnrolMember(Wiring wiring) {
        this(wiring.access(), wiring.ledger(), wiring.answers(), wiring.directory(), wiring.clock());
    }

    EnrolMember(Access access, Ledger ledger, Answers answers, Directory directory, InstantSource clock) {
        this.ledger = ledger;
        this.answers = answers;
        this.members = new MemberAnswers(directory);
        this.clock = clock;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Instant now = clock.instant();
        EnrolmentRequest enrolment = EnrolmentRequest.read(request.body(), caller);
        Outcome outcome = ledger.enrol(
                enrolment.write().request(OperationKind.ENROLMENT, caller, request, enrolment.asked(), now),
                enrolment::newMember);
        return answers.of(outcome, members::enrolled);
    }
}
