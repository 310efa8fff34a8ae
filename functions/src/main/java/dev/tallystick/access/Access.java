package dev.tallystick.access;

import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.store.Database;
import dev.tallystick.store.Tables;
import java.util.Optional;

/** Lets in who may: first who calls (401), then whether the key has the scope (403), before anything else is looked at. */
public final class Access {

    private final Clients clients;

    public Access(Database database, Tables tables) {
        this.clients = new Clients(database, tables);
    }

    /** An endpoint that knows who calls. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(Caller caller, HttpRequest request);
    }

    /** The endpoint, for callers with the scope. */
    public HttpFunction require(Scope scope, Endpoint endpoint) {
        return new HttpFunction(request -> answer(Optional.of(scope), endpoint, request));
    }

    /** The endpoint, for callers with whatever scopes; it asks for those that it needs itself. */
    public HttpFunction admit(Endpoint endpoint) {
        return new HttpFunction(request -> answer(Optional.empty(), endpoint, request));
    }

    /** The answer to a caller whose key lacks a scope. */
    public static Problem lacking(Scope scope) {
        return Problem.of(ProblemCode.FORBIDDEN, "The key lacks the scope " + scope.id());
    }

    private HttpResponse answer(Optional<Scope> scope, Endpoint endpoint, HttpRequest request) {
        Optional<Caller> caller =
                request.header("authorization").flatMap(ApiKey::ofHeader).flatMap(clients::authenticate);
        if (caller.isEmpty()) {
            return Problem.of(ProblemCode.UNAUTHENTICATED, "Send an API key in the header Authorization: Bearer tsk_…")
                    .response()
                    .with("WWW-Authenticate", "Bearer");
        }
        if (scope.isPresent() && !caller.get().may(scope.get())) {
            return lacking(scope.get()).response();
        }
        if (request.hasTooLargeBody()) {
            return Problem.of(
                            ProblemCode.BODY_TOO_LARGE, "A body may have %d bytes".formatted(HttpRequest.LARGEST_BODY))
                    .response();
        }
        try {
            return endpoint.answer(caller.get(), request);
        } catch (Forbidden e) {
            return lacking(e.scope()).response();
        }
    }
}
