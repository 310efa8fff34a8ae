package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Does what its event says, which is a text: a word, and for some words what follows it. Other events it writes down. */
public final class Probe implements RequestStreamHandler {

    private static final Path DIRECTORY = Path.of(System.getenv("DIRECTORY"));

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String[] words = event.replace("\"", "").split(" ", 2);
        append(context, "ids", context.getAwsRequestId());
        String answer = switch (words[0]) {
            case "pid" -> Long.toString(ProcessHandle.current().pid());
            case "variable" -> "\"" + System.getenv(words[1]) + "\"";
            case "property" -> "\"" + System.getProperty(words[1]) + "\"";
            case "print" -> print(words[1]);
            case "log" -> log(context, words[1]);
            case "fail" -> throw new IllegalStateException("as told");
            case "exit" -> exit();
            case "heap" -> heap();
            case "heap-with-thread" -> heapWithThread();
            case "native" -> beyondHeap();
            case "hold" -> hold(context);
            default -> append(context, "events", event);
        };
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String append(Context context, String what, String line) throws IOException {
        Files.writeString(
                DIRECTORY.resolve(context.getFunctionName() + "." + what),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return "{}";
    }

    private static String print(String text) {
        System.out.println(text);
        return "{}";
    }

    private static String log(Context context, String text) {
        context.getLogger().log(text, com.amazonaws.services.lambda.runtime.logging.LogLevel.INFO);
        context.getLogger().log(text + " loudly", com.amazonaws.services.lambda.runtime.logging.LogLevel.ERROR);
        return "{}";
    }

    private static String exit() {
        Runtime.getRuntime().halt(3);
        return "";
    }

    private static String heap() {
        byte[][] all = new byte[Integer.MAX_VALUE >> 8][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[1024 * 1024];
        }
        return "it fits: " + all.length;
    }

    // The process would live on by it.
    private static String heapWithThread() {
        Thread.ofPlatform().daemon(false).start(Probe::waitForEver);
        return heap();
    }

    // As much as is too much for the function, but not for the machine.
    private static String beyondHeap() {
        Arena.global().allocate(400 * 1024 * 1024).fill((byte) 1);
        waitForEver();
        return "";
    }

    private static void waitForEver() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // Says that it is inside, and stays there until it may leave.
    private static String hold(Context context) throws IOException {
        Files.createDirectories(DIRECTORY.resolve("inside"));
        Files.writeString(DIRECTORY.resolve("inside").resolve(context.getAwsRequestId()), "");
        while (!Files.exists(DIRECTORY.resolve("leave"))) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return Long.toString(ProcessHandle.current().pid());
    }
}
