package dev.tallystick.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.InvokedFunction;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Issues an API key, with its source where that is new. It has no route: only who may invoke it by IAM can, which is how an
 * installation gets its first key. The first one puts the program that ships in place as well.
 */
public final class IssueKey implements RequestStreamHandler {

    private final InvokedFunction function;

    public IssueKey() {
        this(Wiring.fromEnvironment());
    }

    private IssueKey(Wiring wiring) {
        this(new Installation(wiring.database(), wiring.tables(), wiring.clock()));
    }

    IssueKey(Installation installation) {
        this.function = new InvokedFunction(payload -> installation.issue(KeyRequest.read(payload)));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.serve(event, answer);
    }
}
