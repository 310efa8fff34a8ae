package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cannot be made until a file is there; where another one is, its process ends instead. */
public final class LateStart implements RequestStreamHandler {

    public LateStart() {
        Path directory = Path.of(System.getenv("DIRECTORY"));
        if (Files.exists(directory.resolve("exit"))) {
            Runtime.getRuntime().halt(5);
        }
        if (!Files.exists(directory.resolve("ready"))) {
            throw new IllegalStateException("not ready");
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        out.write("\"ready\"".getBytes(StandardCharsets.UTF_8));
    }
}
