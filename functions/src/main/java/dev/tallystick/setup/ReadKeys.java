package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /v1/keys} and {@code GET /v1/keys/{keyId}}: what there is, without secrets. */
public final class ReadKeys implements RequestStreamHandler {

    private final KeyStore keys;
    private final HttpFunction http;

    public ReadKeys() {
        this(Wiring.fromEnvironment());
    }

    private ReadKeys(Wiring wiring) {
        this(wiring.access(), new KeyStore(wiring.database(), wiring.tables()));
    }

    ReadKeys(Access access, KeyStore keys) {
        this.keys = keys;
        this.http = access.require(Scope.SETUP, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        return request.optionalPathParameter("keyId")
                .map(id -> one(id, query))
                .orElseGet(() -> page(Paging.read(query, KeyStore.ID)));
    }

    private HttpResponse one(String keyId, Query query) {
        query.finish();
        return keys.find(keyId)
                .map(key -> HttpResponse.of(200, KeyAnswer.of(key)))
                .orElseGet(KeyAnswers::noSuchKey);
    }

    private HttpResponse page(Paging paging) {
        Listing.Page<KeyStore.Listed> page = keys.page(paging.after(), paging.limit());
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with("keys", page.map(KeyAnswer::of))
                        .with("nextCursor", page.cursor())
                        .build());
    }
}
