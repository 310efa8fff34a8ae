package dev.tallystick.http;

import dev.tallystick.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** Answers that are sent only where the caller has another one (RFC 9110). */
public final class ETag {

    private static final int BYTES = 15;

    private ETag() {}

    /** The answer with its tag, or 304 without a body where the header If-None-Match names it. */
    public static HttpResponse answer(HttpRequest request, HttpResponse whole) {
        String tag = "\"" + hash(Json.bytes(whole.body())) + "\"";
        boolean known = request.header("if-none-match").stream()
                .flatMap(tags -> Stream.of(tags.split(",", -1)))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
        return (known ? HttpResponse.empty(304) : whole).with("ETag", tag);
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
