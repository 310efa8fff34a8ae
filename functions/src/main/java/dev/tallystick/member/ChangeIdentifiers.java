package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Identifiers;
import dev.tallystick.api.Write;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.Profile;
import dev.tallystick.ledger.Profiles;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Refusal;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;

/** {@code …/v1/members/{memberId}/identifiers…}: what a member is known by is added, removed, blocked and unblocked. */
public final class ChangeIdentifiers implements RequestStreamHandler {

    private final Profiles profiles;
    private final Answers answers;
    private final HttpFunction http;

    public ChangeIdentifiers() {
        this(Wiring.fromEnvironment());
    }

    private ChangeIdentifiers(Wiring wiring) {
        this(wiring.access(), wiring.profiles(), wiring.answers());
    }

    ChangeIdentifiers(Access access, Profiles profiles, Answers answers) {
        this.profiles = profiles;
        this.answers = answers;
        this.http = access.require(Scope.MEMBERS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return switch (request.lastOfRoute()) {
            case "identifiers" -> add(request, IdentifierRequest.read(request.body(), caller));
            case "block" -> block(request, true);
            case "unblock" -> block(request, false);
            case "{identifierId}" -> remove(request);
            default -> throw new IllegalStateException("a route that leads elsewhere");
        };
    }

    private HttpResponse add(HttpRequest request, Identifier identifier) {
        return MemberPath.of(
                request,
                answers,
                member -> answered(
                        profiles.add(member, identifier),
                        done -> added(
                                done, shown(done.profile().find(identifier).orElseThrow()))));
    }

    private static HttpResponse added(Profiles.Changed.Done done, Map<String, Object> identifier) {
        return done.now()
                ? HttpResponse.of(201, identifier)
                : HttpResponse.of(200, identifier).with("Idempotency-Replayed", "true");
    }

    private HttpResponse block(HttpRequest request, boolean blocked) {
        Fields body = request.body();
        var _ = Write.readWithoutId(body);
        body.finish();
        return onIdentifier(
                request,
                (member, type, id) -> answered(
                        profiles.block(member, type, id, blocked),
                        done -> HttpResponse.of(
                                200, shown(done.profile().find(type, id).orElseThrow()))));
    }

    private HttpResponse remove(HttpRequest request) {
        new Query(request).finish();
        return onIdentifier(
                request,
                (member, type, id) -> answered(profiles.remove(member, type, id), done -> HttpResponse.empty()));
    }

    private interface OnIdentifier {
        HttpResponse answer(MemberId member, Identifier.Type type, String id);
    }

    private HttpResponse onIdentifier(HttpRequest request, OnIdentifier endpoint) {
        Identifier.Type type = Identifiers.type(request.pathParameter("type"));
        return type == null
                ? answers.problem(new Refusal.IdentifierNotFound()).response()
                : MemberPath.of(
                        request,
                        answers,
                        member -> endpoint.answer(member, type, request.pathParameter("identifierId")));
    }

    private HttpResponse answered(Profiles.Changed changed, Function<Profiles.Changed.Done, HttpResponse> done) {
        return switch (changed) {
            case Profiles.Changed.Done is -> done.apply(is);
            case Profiles.Changed.Refused(Refusal refusal) ->
                answers.problem(refusal).response();
        };
    }

    private static Map<String, Object> shown(Profile.Known known) {
        return Identifiers.json(known).build();
    }
}
