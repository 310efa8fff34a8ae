package dev.tallystick.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Cursor;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.insight.InsightStore.DailyRow;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Money;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/insights/daily}: a row a business day and source. */
public final class ReadDailyInsights implements RequestStreamHandler {

    private final InsightStore store;
    private final Programs programs;
    private final HttpFunction http;

    public ReadDailyInsights() {
        this(Wiring.fromEnvironment());
    }

    private ReadDailyInsights(Wiring wiring) {
        this(wiring.access(), new InsightStore(wiring.database(), wiring.tables()), wiring.programs());
    }

    ReadDailyInsights(Access access, InsightStore store, Programs programs) {
        this.store = store;
        this.programs = programs;
        this.http = access.require(Scope.INSIGHTS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        DailyQuery query = DailyQuery.read(request);
        Generation generation = store.figures().current();
        List<DailyRow> found = query.months()
                .flatMap(month -> store.month(generation, month, query.firstKey(), query.lastKey()))
                .filter(query::wants)
                .limit(query.limit() + 1L)
                .toList();
        List<DailyRow> page = found.subList(0, Math.min(found.size(), query.limit()));
        String currency = programs.current().currency();
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with(
                                "rows",
                                page.stream().map(row -> shown(row, currency)).toList())
                        .with(
                                "nextCursor",
                                page.size() < found.size() ? Cursor.of(DailyQuery.key(page.getLast())) : null)
                        .build());
    }

    private static Map<String, Object> shown(DailyRow row, String currency) {
        JsonObject json = new JsonObject().with("date", row.date().toString()).with("source", row.source());
        row.figures()
                .forEach((figure, amount) ->
                        json.with(figure.label(), figure.money() ? MoneyJson.of(new Money(amount), currency) : amount));
        return json.build();
    }
}
