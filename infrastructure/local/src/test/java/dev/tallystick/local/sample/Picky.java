package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes each message that it deals with, and reports those that begin with bad until it is told that they are mended, with
 * their receipts. Of a group it reports everything after a failure too, as AWS advises.
 */
public final class Picky implements RequestStreamHandler {

    private static final Pattern MESSAGE =
            Pattern.compile("\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"([^\"]+)\",\"body\":\"([^\"]*)\""
                    + "(.*?\"MessageGroupId\":\"([^\"]*)\")?");

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Notes notes = new Notes(context.getFunctionName());
        boolean mended = notes.told("mended");
        List<String> failed = new ArrayList<>();
        Set<String> failedGroups = new HashSet<>();
        Matcher message = MESSAGE.matcher(event);
        while (message.find()) {
            boolean bad = message.group(3).startsWith("bad") && !mended;
            String group = message.group(5);
            if (bad || (group != null && failedGroups.contains(group))) {
                failedGroups.add(group);
                failed.add("{\"itemIdentifier\":\"" + message.group(1) + "\"}");
                notes.add("failed " + message.group(3) + " " + message.group(2));
            } else {
                notes.add(message.group(3));
            }
        }
        out.write(("{\"batchItemFailures\":[" + String.join(",", failed) + "]}").getBytes(StandardCharsets.UTF_8));
    }
}
