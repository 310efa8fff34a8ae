package dev.tallystick.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.InvokedFunction;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.AllEntries;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Counts all figures anew from the ledger, by {@code make insights}, while entries are recorded. Nobody else invokes it. A call
 * goes as far as its time reaches; the next goes on there.
 */
public final class RebuildInsights implements RequestStreamHandler {

    private static final int SPARE_MILLIS = 20_000;
    private static final int MOST_SECONDS = 3_600;

    private final Recount recount;

    public RebuildInsights() {
        this(Wiring.fromEnvironment());
    }

    private RebuildInsights(Wiring wiring) {
        this(new Recount(
                new RecountStore(wiring.database(), wiring.tables()),
                new AllEntries(wiring.database(), wiring.tables()),
                wiring.entryEvents(),
                wiring.clock()));
    }

    RebuildInsights(Recount recount) {
        this.recount = recount;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new InvokedFunction(payload -> answer(payload, () -> context.getRemainingTimeInMillis() > SPARE_MILLIS))
                .serve(event, answer);
    }

    private Map<String, Object> answer(Fields payload, BooleanSupplier timeIsLeft) {
        boolean restart = payload.flag("restart", false);
        long margin = payload.integerOr("marginSeconds", 1, MOST_SECONDS, Projection.COMMITTED_WITHIN.toSeconds());
        payload.finish();
        Recounting now = recount.go(restart, Duration.ofSeconds(margin), timeIsLeft);
        return new JsonObject()
                .with("entries", now.sums().getOrDefault(TrialBalance.ENTRIES, 0L))
                .with("readFrom", now.readFrom().toString())
                .with("done", now.phase() == Recounting.Phase.DONE)
                .build();
    }
}
