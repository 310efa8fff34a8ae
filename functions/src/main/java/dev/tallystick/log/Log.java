package dev.tallystick.log;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One line of JSON an event, with what is known of the call that it is part of. An exception is logged as types, places and AWS's error code; its message only where the
 * exception is ours, since others may quote what a client sent.
 */
public final class Log {

    private static final String ERROR = "ERROR";
    private static final int FRAMES = 12;

    /** Where Lambda's runtime client puts the trace of the call that it makes: {@code Root=…;Parent=…;Sampled=…}. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private Log() {}

    /** Something worth a line happened. */
    public static void info(String event, JsonObject fields) {
        write("INFO", event, fields);
    }

    /** Something is wrong that somebody has to look at. */
    public static void error(String event, JsonObject fields) {
        write(ERROR, event, fields);
    }

    /** Something went wrong that is not the caller's fault. */
    public static void error(String event, JsonObject fields, Throwable cause) {
        write(ERROR, event, fields.withAny("causes", causes(cause)));
    }

    /** A call has come to its end: one line that tells so and is all that the call has counted; more where one cannot hold it. */
    public static void answered(String event, JsonObject fields) {
        List<Map<String, Object>> counted = counts();
        write("INFO", event, fields.withAll(counted.isEmpty() ? Map.of() : counted.getFirst()));
        counted.stream().skip(1).forEach(more -> write("INFO", "counted", new JsonObject().withAll(more)));
    }

    /** What the call has counted and no line tells yet. */
    static void counted(String event) {
        counts().forEach(line -> write("INFO", event, new JsonObject().withAll(line)));
    }

    private static List<Map<String, Object>> counts() {
        return CallScope.takeCounts(namespace(), Instant.now());
    }

    private static String namespace() {
        return Optional.ofNullable(System.getenv("INSTALLATION")).orElse("tallystick");
    }

    private static void write(String level, String event, JsonObject fields) {
        String line = line(level, event, fields);
        if (!CallScope.isRehearsal() || level.equals(ERROR)) {
            System.out.println(line);
        }
    }

    private static String line(String level, String event, JsonObject fields) {
        return Json.text(new JsonObject()
                .with("timestamp", Instant.now().toString())
                .with("level", level)
                .with("event", event)
                .withAll(CallScope.fields())
                .with("traceId", trace())
                .withAll(fields.build())
                .build());
    }

    private static @Nullable String trace() {
        String header = System.getProperty(TRACE);
        return header == null || !header.startsWith("Root=") ? null : header.split("[=;]", 3)[1];
    }

    private static List<?> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(5)
                .map(cause -> new JsonObject()
                        .with("type", cause.getClass().getName())
                        .with("message", isOurs(cause) ? cause.getMessage() : null)
                        .with("awsError", cause instanceof AwsServiceException e ? errorCode(e) : null)
                        .withAny("at", frames(cause))
                        .build())
                .toList();
    }

    private static boolean isOurs(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith("dev.tallystick.");
    }

    private static String errorCode(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private static List<String> frames(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .toList();
    }
}
