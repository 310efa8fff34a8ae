package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers with what is in the environment variable that the event names. */
public final class Reveal implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String name = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        out.write(String.valueOf(System.getenv(name)).getBytes(StandardCharsets.UTF_8));
    }
}
