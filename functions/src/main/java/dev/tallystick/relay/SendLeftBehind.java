package dev.tallystick.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** By schedule: what the relay could not read, or a queue did not take, is sent. It fails for as long as something stays, which raises the alarm. */
public final class SendLeftBehind implements RequestStreamHandler {

    private final LeftBehind leftBehind;

    public SendLeftBehind() {
        this(Wiring.fromEnvironment());
    }

    private SendLeftBehind(Wiring wiring) {
        this(new LeftBehind(
                wiring.database(),
                wiring.tables(),
                Consumers.setAside(wiring),
                wiring.entryEvents(),
                Consumers.queues(wiring)));
    }

    SendLeftBehind(LeftBehind leftBehind) {
        this.leftBehind = leftBehind;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        LeftBehind.Left left = leftBehind.run();
        JsonObject report =
                new JsonObject().with("unreadable", left.unreadable()).with("closed", left.closed());
        if (!left.isNothing()) {
            Log.error("left-behind", report);
        }
        answer.write(Json.bytes(report.build()));
    }
}
