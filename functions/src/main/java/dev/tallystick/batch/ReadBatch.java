package dev.tallystick.batch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;
import dev.tallystick.operation.RowResult;
import dev.tallystick.operation.RowResults;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code GET /v1/batches/{batchId}}: what the operations of a batch came to so far. */
public final class ReadBatch implements RequestStreamHandler {

    private final Batches batches;
    private final RowResults results;
    private final HttpFunction http;

    public ReadBatch() {
        this(Wiring.fromEnvironment());
    }

    private ReadBatch(Wiring wiring) {
        this(wiring.access(), new Batches(wiring.database(), wiring.tables()), wiring.rowResults());
    }

    ReadBatch(Access access, Batches batches, RowResults results) {
        this.batches = batches;
        this.results = results;
        this.http = access.admit(RowType.SCOPES, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Optional<BatchKey> key = BatchKey.of(request.pathParameter("batchId"), caller);
        key.ifPresent(named -> caller.mustActOn(named.source()));
        return key.flatMap(batches::find)
                .map(batch -> HttpResponse.of(200, shown(batch)))
                .orElseGet(
                        () -> Problem.of(ProblemCode.BATCH_NOT_FOUND, "No batch has this id, or several tills have one")
                                .response());
    }

    private Map<String, Object> shown(BatchHeader batch) {
        Map<Integer, RowResult> known = results.of(batch.key().id());
        List<Map<String, Object>> rows = IntStream.range(0, batch.total())
                .mapToObj(index -> known.getOrDefault(index, RowResult.PENDING).shown(index))
                .toList();
        return new JsonObject()
                .with("batchId", batch.key().batchId())
                .with("id", batch.key().id())
                .with("acceptedAt", batch.acceptedAt().toString())
                .with("total", batch.total())
                .with(
                        "done",
                        known.values().stream()
                                .filter(result -> result.status().isFinal())
                                .count())
                .with("results", rows)
                .build();
    }
}
