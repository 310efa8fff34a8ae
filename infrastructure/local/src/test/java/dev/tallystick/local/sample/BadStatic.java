package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Its class cannot be initialized. */
public final class BadStatic implements RequestStreamHandler {

    private static final int NUMBER = Integer.parseInt("none");

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        throw new AssertionError("never called: " + NUMBER);
    }
}
