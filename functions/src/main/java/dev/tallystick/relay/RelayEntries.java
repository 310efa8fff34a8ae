package dev.tallystick.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import dev.tallystick.stream.StreamBatch;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The ledger's stream to the consumers' queues: every new entry is passed on as an event, in the shard's order, at least once.
 * Where it fails it says from which record on, and the stream brings that and what follows again.
 */
public final class RelayEntries implements RequestStreamHandler {

    private final Relay relay;

    public RelayEntries() {
        this(Wiring.fromEnvironment());
    }

    private RelayEntries(Wiring wiring) {
        this(new Relay(Consumers.queues(wiring), wiring.entryEvents(), Consumers.setAside(wiring)));
    }

    RelayEntries(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        StreamBatch batch = StreamBatch.read(event);
        answer.write(CallScope.within(new JsonObject(), () -> Json.bytes(StreamBatch.answer(relay.pass(batch)))));
    }
}
