package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes when it begins and ends with a message, and does not end before it is told to go on. */
public final class Gate implements RequestStreamHandler {

    private static final Pattern BODY = Pattern.compile("\"body\":\"([^\"]*)\"");

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Matcher body = BODY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        String name = body.find() ? body.group(1) : "nothing";
        Notes notes = new Notes(context.getFunctionName());
        notes.add("+" + name);
        try {
            while (!notes.told("open")) {
                Thread.sleep(20);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        notes.add("-" + name);
    }
}
