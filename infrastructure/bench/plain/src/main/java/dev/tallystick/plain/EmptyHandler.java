package dev.tallystick.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Reads the event and answers {@code {"statusCode": 201}}: what the runtime itself takes. */
public final class EmptyHandler implements RequestStreamHandler {

    private static final byte[] ANSWER = "{\"statusCode\":201}".getBytes(StandardCharsets.UTF_8);

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var _ = event.readAllBytes();
        answer.write(ANSWER);
    }
}
