package dev.tallystick.wallet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.DeviceCookie;
import dev.tallystick.access.DeviceStore;
import dev.tallystick.access.Devices;
import dev.tallystick.access.WalletAccess;
import dev.tallystick.access.WalletToken;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.api.WalletAddress;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/wallet/sessions}: a link is changed for the session of a device ({@code POST} with the token), which goes on by
 * its cookie ({@code POST} with nothing), is listed ({@code GET}) and ends ({@code DELETE}, another one by its id).
 */
public final class KeepSessions implements RequestStreamHandler {

    private static final int LONGEST_TOKEN = 2_048;

    private final WalletAccess access;
    private final WalletTokens tokens;
    private final Sessions sessions;
    private final DeviceStore devices;
    private final WalletAddress address;
    private final InstantSource clock;
    private final HttpFunction http;

    public KeepSessions() {
        this(Wiring.fromEnvironment());
    }

    private KeepSessions(Wiring wiring) {
        this(
                wiring.walletAccess(),
                wiring.walletTokens(),
                new Sessions(wiring),
                new DeviceStore(wiring.database(), wiring.tables()),
                new WalletAddress(wiring.walletBaseUrl()),
                wiring.clock());
    }

    KeepSessions(
            WalletAccess access,
            WalletTokens tokens,
            Sessions sessions,
            DeviceStore devices,
            WalletAddress address,
            InstantSource clock) {
        this.access = access;
        this.tokens = tokens;
        this.sessions = sessions;
        this.devices = devices;
        this.address = address;
        this.clock = clock;
        this.http = new HttpFunction(this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(HttpRequest request) {
        if (!address.isOrigin(request)) {
            return Problem.of(ProblemCode.FORBIDDEN, "Another site's page may not do this")
                    .response();
        }
        return switch (request.route()) {
            case "POST /v1/wallet/sessions" -> begin(request);
            case "GET /v1/wallet/sessions" -> access.answer(this::list, request);
            case "DELETE /v1/wallet/sessions" -> endThis(request);
            case "DELETE /v1/wallet/sessions/{sessionId}" -> access.answer(this::endOther, request);
            default -> throw new IllegalStateException("a route that leads elsewhere");
        };
    }

    private HttpResponse begin(HttpRequest request) {
        if (!request.hasJson()) {
            return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json")
                    .response();
        }
        if (request.hasTooLargeBody()) {
            return Problem.of(
                            ProblemCode.BODY_TOO_LARGE, "A body may have %d bytes".formatted(HttpRequest.LARGEST_BODY))
                    .response();
        }
        Fields body = request.body();
        String token = body.optionalText("token", LONGEST_TOKEN);
        body.finish();
        Optional<Sessions.Issued> issued = token == null ? go(Cookie.of(request)) : sessions.begin(token);
        return issued.map(KeepSessions::shown).orElseGet(WalletAccess::unauthenticated);
    }

    private Optional<Sessions.Issued> go(List<String> cookies) {
        return cookies.stream().map(sessions::go).flatMap(Optional::stream).findFirst();
    }

    private static HttpResponse shown(Sessions.Issued issued) {
        return Cookie.set(HttpResponse.of(201, issued.json()), issued.cookie().orElseThrow());
    }

    private HttpResponse list(WalletToken token, HttpRequest request) {
        Instant now = clock.instant();
        Devices found = devices.find(token.member());
        return refused(token, found, now)
                .orElseGet(() -> HttpResponse.of(
                        200,
                        new JsonObject()
                                .with(
                                        "sessions",
                                        found.sessionsAt(now).stream()
                                                .map(session -> shown(session, token))
                                                .toList())
                                .build()));
    }

    private static Map<String, Object> shown(Devices.Session session, WalletToken token) {
        return new JsonObject()
                .with("sessionId", session.id())
                .with("createdAt", session.createdAt().toString())
                .with("lastUsedOn", session.lastUsedOn().toString())
                .with("current", session.id().equals(token.id()))
                .build();
    }

    /** Signing out is no question: who has the token or the cookie of a session that is over gets the same answer. */
    private HttpResponse endThis(HttpRequest request) {
        Optional<WalletToken> token = tokens.borne(request);
        List<DeviceCookie> cookies = Cookie.of(request).stream()
                .map(tokens::readCookie)
                .flatMap(Optional::stream)
                .toList();
        token.ifPresent(borne -> sessions.end(borne.member(), borne.id()));
        cookies.forEach(device -> sessions.end(device.member(), device.session()));
        return token.isPresent() || !cookies.isEmpty()
                ? Cookie.cleared(HttpResponse.empty(204))
                : WalletAccess.unauthenticated();
    }

    private HttpResponse endOther(WalletToken token, HttpRequest request) {
        return refused(token, devices.find(token.member()), clock.instant()).orElseGet(() -> {
            sessions.end(token.member(), request.pathParameter("sessionId"));
            return HttpResponse.empty(204);
        });
    }

    /** Devices are the business of one that goes on by itself: a link is passed around more easily. */
    private static Optional<HttpResponse> refused(WalletToken token, Devices devices, Instant now) {
        if (!devices.lets(token, now)) {
            return Optional.of(WalletAccess.unauthenticated());
        }
        return token.kind() == WalletToken.Kind.SESSION
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemCode.FORBIDDEN, "Change the link for a session first")
                        .response());
    }
}
