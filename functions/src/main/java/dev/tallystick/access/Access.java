package dev.tallystick.access;

import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.log.CallScope;
import dev.tallystick.store.Database;
import dev.tallystick.store.Names;
import dev.tallystick.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets in who may: first who calls (401), then whether the key has the scope (403), before anything else is looked at. */
public final class Access {

    /** The longest that a function may go on with a key that it has read: a revoked one is refused everywhere after it. */
    public static final Duration LONGEST_KEPT = Duration.ofSeconds(60);

    private final Clients clients;
    private final Uses uses;
    private final Rates rates;
    private final WalletTokens walletTokens;

    public Access(Database database, Tables tables, WalletTokens walletTokens) {
        this(database, tables, walletTokens, Clock.systemUTC(), LONGEST_KEPT);
    }

    /**
     * @param walletTokens so that one is known where it may do nothing
     * @param kept how long to go on with a key that was read; never longer than {@link #LONGEST_KEPT}
     */
    public Access(Database database, Tables tables, WalletTokens walletTokens, InstantSource clock, Duration kept) {
        this.clients = new Clients(database, tables, clock, kept.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : kept);
        this.uses = new Uses(database, tables, clock);
        this.rates = new Rates(database, tables, clock);
        this.walletTokens = walletTokens;
    }

    /** An endpoint that knows who calls. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(Caller caller, HttpRequest request);
    }

    /** The endpoint, for callers with the scope. */
    public HttpFunction require(Scope scope, Endpoint endpoint) {
        return new HttpFunction(request -> answer(Set.of(scope), endpoint, request));
    }

    /** The endpoint, for callers with one of these scopes at least; it asks for those that it needs itself. */
    public HttpFunction admit(Set<Scope> scopes, Endpoint endpoint) {
        return new HttpFunction(request -> answer(scopes, endpoint, request));
    }

    /** The answer to a caller whose key lacks a scope. */
    public static Problem lacking(Scope scope) {
        return lacking(Set.of(scope));
    }

    private static Problem lacking(Set<Scope> scopes) {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                "The key lacks the scope "
                        + scopes.stream().map(Scope::id).sorted().collect(Collectors.joining(" or ")));
    }

    /** Whether it bears a good API key, whatever that may do. */
    boolean knowsKey(HttpRequest request) {
        return known(request).isPresent();
    }

    private Optional<Clients.Known> known(HttpRequest request) {
        return request.header("authorization").flatMap(ApiKey::ofHeader).flatMap(clients::authenticate);
    }

    private HttpResponse answer(Set<Scope> scopes, Endpoint endpoint, HttpRequest request) {
        Optional<Clients.Known> known = known(request);
        if (known.isEmpty() && walletTokens.borne(request).isPresent()) {
            return Problem.of(ProblemCode.FORBIDDEN, "A wallet token opens the wallet and nothing else")
                    .response();
        }
        if (known.isEmpty()) {
            return Problem.of(ProblemCode.UNAUTHENTICATED, "Send an API key in the header Authorization: Bearer tsk_…")
                    .response()
                    .with("WWW-Authenticate", "Bearer");
        }
        CallScope.note("channel", Names.of(known.get().caller().source().channel()));
        Uses.Noting use = uses.begin(known.get().client().keyId());
        try {
            return tooMany(known.get().client())
                    .map(Access::rateLimited)
                    .orElseGet(() -> answer(scopes, endpoint, known.get().caller(), request));
        } finally {
            use.await();
        }
    }

    /** Every request of a key counts, also one that it may not make. */
    private Optional<Duration> tooMany(Client client) {
        Long rate = client.grant().ratePerMinute();
        return rate == null ? Optional.empty() : rates.wait(client.keyId(), rate);
    }

    private static HttpResponse rateLimited(Duration wait) {
        return Problem.of(ProblemCode.RATE_LIMITED, "The key has made all its requests of this minute")
                .after(wait)
                .response();
    }

    private static HttpResponse answer(Set<Scope> scopes, Endpoint endpoint, Caller caller, HttpRequest request) {
        if (scopes.stream().noneMatch(caller::may)) {
            return lacking(scopes).response();
        }
        if (request.hasTooLargeBody()) {
            return Problem.of(
                            ProblemCode.BODY_TOO_LARGE, "A body may have %d bytes".formatted(HttpRequest.LARGEST_BODY))
                    .response();
        }
        try {
            return endpoint.answer(caller, request);
        } catch (Forbidden e) {
            return lacking(e.scope()).response();
        }
    }
}
