package dev.tallystick.insight;

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

/** {@code GET /v1/insights/trial-balance}: the sums of all postings. */
public final class ReadTrialBalance implements RequestStreamHandler {

    private final InsightStore store;
    private final HttpFunction http;

    public ReadTrialBalance() {
        this(Wiring.fromEnvironment());
    }

    private ReadTrialBalance(Wiring wiring) {
        this(wiring.access(), new InsightStore(wiring.database(), wiring.tables()));
    }

    ReadTrialBalance(Access access, InsightStore store) {
        this.store = store;
        this.http = access.require(Scope.INSIGHTS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        TrialBalance sums = store.trialBalance();
        return HttpResponse.of(
                200,
                new JsonObject()
                        .withAll(sums.postings())
                        .with("sum", sums.sum())
                        .with(TrialBalance.ENTRIES, sums.entries())
                        .with(TrialBalance.AS_OF, sums.asOf())
                        .build());
    }
}
