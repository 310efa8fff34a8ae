package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Fails before it takes any call. */
public final class Broken implements RequestStreamHandler {

    public Broken() {
        throw new IllegalStateException("cannot be made");
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        throw new AssertionError("never called");
    }
}
