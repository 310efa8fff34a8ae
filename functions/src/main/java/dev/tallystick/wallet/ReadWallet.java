package dev.tallystick.wallet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.WalletAccess;
import dev.tallystick.access.WalletToken;
import dev.tallystick.api.StatementPage;
import dev.tallystick.api.Wallets;
import dev.tallystick.http.ETag;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.ledger.MemberPages;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Statements;
import dev.tallystick.log.Beside;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/wallet} and {@code GET /v1/wallet/entries}: what the customer sees. */
public final class ReadWallet implements RequestStreamHandler {

    private static final int RECENT = 5;

    private final Wallets wallets;
    private final Statements statements;
    private final WalletJson json;
    private final Programs programs;
    private final InstantSource clock;
    private final HttpFunction http;

    public ReadWallet() {
        this(Wiring.fromEnvironment());
    }

    private ReadWallet(Wiring wiring) {
        this(
                wiring.walletAccess(),
                new Wallets(wiring.memberPages()),
                wiring.statements(),
                new WalletJson(wiring.memberCodes(), wiring.programs()),
                wiring.programs(),
                wiring.clock());
    }

    ReadWallet(
            WalletAccess access,
            Wallets wallets,
            Statements statements,
            WalletJson json,
            Programs programs,
            InstantSource clock) {
        this.wallets = wallets;
        this.statements = statements;
        this.json = json;
        this.programs = programs;
        this.clock = clock;
        this.http = access.require(this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(WalletToken token, HttpRequest request) {
        Instant now = clock.instant();
        boolean entries = request.lastOfRoute().equals("entries");
        Query query = new Query(request);
        StatementPage.Asked asked = entries ? StatementPage.Asked.read(query) : StatementPage.Asked.newest(RECENT);
        query.finish();
        // Only a token that we signed comes here; that its session is over since is rare.
        Supplier<StatementPage> statement =
                Beside.begin(() -> StatementPage.of(asked.read(statements, token.member()), programs));
        Optional<MemberPages.Page> open = wallets.open(token, now);
        if (open.isEmpty()) {
            return WalletAccess.unauthenticated();
        }
        return entries
                ? HttpResponse.of(200, statement.get().json())
                : wallet(open.get(), statement.get(), request, now);
    }

    private HttpResponse wallet(MemberPages.Page page, StatementPage recent, HttpRequest request, Instant now) {
        HttpResponse whole = HttpResponse.of(200, json.of(page, recent.entries(), now));
        return ETag.answer(request, whole).with("Cache-Control", "private, no-cache");
    }
}
