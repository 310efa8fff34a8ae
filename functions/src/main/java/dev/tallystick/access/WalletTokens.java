package dev.tallystick.access;

import dev.tallystick.http.HttpRequest;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Names;
import dev.tallystick.token.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wallet tokens and the cookies of devices, as they are sent. Whether link or session is still open is another question. */
public final class WalletTokens {

    private static final Pattern BEARER =
            Pattern.compile("(?i:Bearer) +([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)");

    private final Tokens tokens;
    private final InstantSource clock;

    public WalletTokens(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    public String sign(WalletToken token, Instant expiresAt) {
        return tokens.sign(
                Tokens.Use.WALLET,
                new JsonObject()
                        .with("sub", token.member().value())
                        .with("jti", token.id())
                        .with("kind", Names.of(token.kind())),
                expiresAt);
    }

    public String sign(DeviceCookie cookie, Instant expiresAt) {
        return tokens.sign(
                Tokens.Use.DEVICE,
                new JsonObject()
                        .with("sub", cookie.member().value())
                        .with("jti", cookie.session())
                        .with("generation", cookie.generation()),
                expiresAt);
    }

    /** The token that the request bears, if it is one. */
    public Optional<WalletToken> borne(HttpRequest request) {
        return request.header("authorization")
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .flatMap(bearer -> read(bearer.group(1)));
    }

    public Optional<WalletToken> read(String token) {
        return tokens.verify(Tokens.Use.WALLET, token, clock.instant())
                .map(claims -> new WalletToken(
                        Names.parse(WalletToken.Kind.class, claims.text("kind")),
                        new MemberId(claims.text("sub")),
                        claims.text("jti")));
    }

    public Optional<DeviceCookie> readCookie(String cookie) {
        return tokens.verify(Tokens.Use.DEVICE, cookie, clock.instant())
                .map(claims -> new DeviceCookie(
                        new MemberId(claims.text("sub")), claims.text("jti"), claims.number("generation")));
    }
}
