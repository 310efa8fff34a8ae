package dev.tallystick.access;

import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import java.util.Optional;

/** Lets in who has a wallet token: what {@link Access} is for API keys, which open no wallet. */
public final class WalletAccess {

    private final Access access;
    private final WalletTokens tokens;

    public WalletAccess(Access access, WalletTokens tokens) {
        this.access = access;
        this.tokens = tokens;
    }

    /** An endpoint that knows whose wallet it is. It finds out itself whether link or session is open. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(WalletToken token, HttpRequest request);
    }

    /** The endpoint, for bearers of a wallet token. */
    public HttpFunction require(Endpoint endpoint) {
        return new HttpFunction(request -> answer(endpoint, request));
    }

    /** As {@link #require}, for one of a function's routes. */
    public HttpResponse answer(Endpoint endpoint, HttpRequest request) {
        Optional<WalletToken> token = tokens.borne(request);
        if (token.isPresent()) {
            return endpoint.answer(token.get(), request);
        }
        return access.knowsKey(request)
                ? Problem.of(ProblemCode.FORBIDDEN, "An API key opens no wallet")
                        .response()
                : unauthenticated();
    }

    /** The answer to a token, link or cookie that is none, or none any more. */
    public static HttpResponse unauthenticated() {
        return Problem.of(ProblemCode.UNAUTHENTICATED, "Ask for a new link to the wallet")
                .response()
                .with("WWW-Authenticate", "Bearer");
    }
}
