package dev.tallystick.http;

import dev.tallystick.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** Answers that are sent only where the caller has another one (RFC 9110, section 13.1.2). */
public final class ETag {

    private static final int BYTES = 15;

    private ETag() {}

    /** The answer with its tag, or 304 without a body where the header If-None-Match names it. */
    public static HttpResponse answer(HttpRequest request, HttpResponse whole) {
        String text = Json.text(whole.body());
        String tag = of(text.getBytes(StandardCharsets.UTF_8), "");
        return (isKnown(request, tag) ? HttpResponse.empty(304) : whole.written(text)).with("ETag", tag);
    }

    /** @param form in which the content is sent, where there are several */
    static String of(byte[] content, String form) {
        return "\"" + hash(content) + form + "\"";
    }

    /** Whether the caller has what bears this tag. */
    static boolean isKnown(HttpRequest request, String tag) {
        return request.header("if-none-match").stream()
                .flatMap(tags -> Stream.of(tags.split(",", -1)))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
