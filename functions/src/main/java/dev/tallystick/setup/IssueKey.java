package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Unavailable;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Issues an API key, with its source where that is new. It has no route: only who may invoke it by IAM can, which is how an
 * installation gets its first key. The first one puts the program that ships in place as well.
 */
public final class IssueKey implements RequestStreamHandler {

    private final Installation installation;

    public IssueKey() {
        this(Wiring.fromEnvironment());
    }

    private IssueKey(Wiring wiring) {
        this(new Installation(wiring.database(), wiring.tables()));
    }

    IssueKey(Installation installation) {
        this.installation = installation;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(Json.bytes(answer(event)));
    }

    private Map<String, Object> answer(InputStream event) {
        try {
            return installation.issue(KeyRequest.read(Fields.of(Json.parse(event))));
        } catch (Fields.Invalid e) {
            return Problem.invalid(e.faults()).response().body();
        } catch (Unavailable | Backoff.Exhausted e) {
            Log.error("busy", new JsonObject(), e);
            return Problem.of(ProblemCode.BUSY, "No key was issued that anyone knows; try again")
                    .response()
                    .body();
        } catch (Json.Malformed e) {
            return Problem.invalid(List.of(new Fault("", "the payload " + e.getMessage())))
                    .response()
                    .body();
        }
    }
}
