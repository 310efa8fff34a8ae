package dev.tallystick.batch;

import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.ledger.RequestCodes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes batches, each whole, in one message. What is known of a batch is kept before its message is sent: whoever was not
 * answered sends it again, and it goes to the queue again.
 */
final class Inbox {

    private final Batches batches;
    private final BatchesQueue queue;
    private final RequestCodes codes;
    private final InstantSource clock;

    Inbox(Batches batches, BatchesQueue queue, RequestCodes codes, InstantSource clock) {
        this.batches = batches;
        this.queue = queue;
        this.codes = codes;
        this.clock = clock;
    }

    /** What taking a batch came to. */
    sealed interface Taken {

        record Anew() implements Taken {}

        /** It was there; its operations come to what they came to. */
        record Again() implements Taken {}

        /** Another batch has this id. */
        record NotByThisId(BatchHeader first) implements Taken {}

        /** It does not go into one message. */
        record TooLarge() implements Taken {}
    }

    /** @throws dev.tallystick.store.Unavailable when it may have been taken or not; it can be sent again */
    Taken take(Batch batch, Caller caller, HttpRequest request) {
        String canonical = batch.canonical();
        BatchHeader header = new BatchHeader(
                batch.key(),
                batch.operations().size(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                request.id(),
                codes.of(canonical));
        BatchMessage message = message(batch, caller, request, header);
        String body = message.write();
        if (body.getBytes(StandardCharsets.UTF_8).length > BatchMessage.LARGEST) {
            return new Taken.TooLarge();
        }
        Optional<BatchHeader> first = batches.keep(header);
        if (first.isEmpty()) {
            queue.send(message, body);
            return new Taken.Anew();
        }
        if (!codes.match(first.get().code(), canonical)) {
            return new Taken.NotByThisId(first.get());
        }
        BatchMessage again = message(batch, caller, request, first.get());
        queue.send(again, again.write());
        return new Taken.Again();
    }

    private static BatchMessage message(Batch batch, Caller caller, HttpRequest request, BatchHeader header) {
        return new BatchMessage(
                batch.key(),
                caller.keyId(),
                caller.scopes(),
                header.requestId(),
                request.correlationId(),
                batch.operations());
    }
}
