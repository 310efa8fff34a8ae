package dev.tallystick.log;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One line of JSON an event. An exception is logged as types, places and AWS's error code; its message only where the
 * exception is ours, since others may quote what a client sent.
 */
public final class Log {

    private static final int FRAMES = 12;

    private Log() {}

    /** Something worth a line happened. */
    public static void info(String event, JsonObject fields) {
        write("INFO", event, fields);
    }

    /** Something is wrong that somebody has to look at. */
    public static void error(String event, JsonObject fields) {
        write("ERROR", event, fields);
    }

    /** Something went wrong that is not the caller's fault. */
    public static void error(String event, JsonObject fields, Throwable cause) {
        write("ERROR", event, fields.withAny("causes", causes(cause)));
    }

    private static void write(String level, String event, JsonObject fields) {
        System.out.println(Json.text(new JsonObject()
                .with("timestamp", Instant.now().toString())
                .with("level", level)
                .with("event", event)
                .withAll(fields.build())
                .build()));
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
