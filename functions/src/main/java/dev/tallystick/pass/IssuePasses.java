package dev.tallystick.pass;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.WalletAccess;
import dev.tallystick.access.WalletToken;
import dev.tallystick.api.WalletAddress;
import dev.tallystick.api.Wallets;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.ledger.MemberPages;
import dev.tallystick.ledger.Programs;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/wallet/passes}, {@code …/apple} and {@code …/google}: the card for the phone's own wallet. */
public final class IssuePasses implements RequestStreamHandler {

    private final Wallets wallets;
    private final Passes passes;
    private final Programs programs;
    private final WalletAddress address;
    private final InstantSource clock;
    private final HttpFunction http;

    public IssuePasses() {
        this(Wiring.fromEnvironment());
    }

    private IssuePasses(Wiring wiring) {
        this.wallets = new Wallets(wiring.memberPages());
        this.passes = new Passes(
                wiring.secret("APPLE_PASS_CERTIFICATE_SECRET", ApplePassCertificate::parse),
                wiring.secret("GOOGLE_PASS_ISSUER_SECRET", GooglePassIssuer::parse),
                wiring.memberCodes(),
                wiring.variable("INSTALLATION"));
        this.programs = wiring.programs();
        this.address = new WalletAddress(wiring.walletBaseUrl());
        this.clock = wiring.clock();
        this.http = wiring.walletAccess().require(this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(WalletToken token, HttpRequest request) {
        Instant now = clock.instant();
        Optional<MemberPages.Page> page = wallets.open(token, now);
        if (page.isEmpty()) {
            return WalletAccess.unauthenticated();
        }
        Optional<Card> card = Card.of(page.get(), programs.current(), now);
        return switch (request.lastOfRoute()) {
            case "apple" -> card.flatMap(passes::apple).map(IssuePasses::file).orElseGet(IssuePasses::notOffered);
            case "google" ->
                card.flatMap(shown -> passes.google(shown, address.origin(request)))
                        .map(link -> HttpResponse.of(200, link))
                        .orElseGet(IssuePasses::notOffered);
            default ->
                HttpResponse.of(200, Map.of("passes", card.map(passes::offered).orElse(List.of())));
        };
    }

    private static HttpResponse file(byte[] pass) {
        return HttpResponse.ofFile(200, ApplePass.CONTENT_TYPE, pass)
                .with("Content-Disposition", "attachment; filename=\"card.pkpass\"");
    }

    private static HttpResponse notOffered() {
        return Problem.of(ProblemCode.NOT_FOUND, "There is no such pass here").response();
    }
}
