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
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code POST /v1/batches}: what a till did without a network is taken whole. */
public final class AcceptBatch implements RequestStreamHandler {

    private final Inbox inbox;
    private final HttpFunction http;

    public AcceptBatch() {
        this(Wiring.fromEnvironment());
    }

    private AcceptBatch(Wiring wiring) {
        this(
                wiring.access(),
                new Inbox(
                        new Batches(wiring.database(), wiring.tables()),
                        new BatchesQueue(wiring.queues(), wiring.variable("BATCHES_QUEUE_URL")),
                        wiring.requestCodes(),
                        wiring.clock()));
    }

    AcceptBatch(Access access, Inbox inbox) {
        this.inbox = inbox;
        this.http = access.admit(RowType.SCOPES, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        if (request.hasBodyOver(Batch.LARGEST_BODY)) {
            return tooLarge();
        }
        Batch batch = Batch.read(request.body(), caller);
        batch.mustBeOpenTo(caller);
        return switch (inbox.take(batch, caller, request)) {
            case Inbox.Taken.Anew() -> HttpResponse.of(202, accepted(batch));
            case Inbox.Taken.Again() -> HttpResponse.of(200, accepted(batch)).with("Idempotency-Replayed", "true");
            case Inbox.Taken.NotByThisId(var first) ->
                Problem.of(ProblemCode.OPERATION_ID_REUSED, "Another batch used this id at " + first.acceptedAt())
                        .with(
                                "first",
                                new JsonObject()
                                        .with("at", first.acceptedAt().toString())
                                        .build())
                        .response();
            case Inbox.Taken.TooLarge() -> tooLarge();
        };
    }

    private static Map<String, Object> accepted(Batch batch) {
        return new JsonObject()
                .with("batchId", batch.key().batchId())
                .with("accepted", batch.operations().size())
                .with("statusUrl", "/v1/batches/" + batch.key().id())
                .build();
    }

    private static HttpResponse tooLarge() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "A batch may have %d bytes".formatted(Batch.LARGEST_BODY))
                .response();
    }
}
