package dev.tallystick.pass;

import dev.tallystick.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A secret that the retailer fills in, an object of texts. What is wrong with one is told by names, never by what it holds. */
final class SecretFields {

    private final String secret;
    private final Map<?, ?> fields;

    private SecretFields(String secret, Map<?, ?> fields) {
        this.secret = secret;
        this.fields = fields;
    }

    /** @throws IllegalStateException when the text is no object of JSON */
    static SecretFields parse(String secret, String text) {
        try {
            if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields) {
                return new SecretFields(secret, fields);
            }
        } catch (Json.Malformed e) {
            throw new IllegalStateException("the secret " + secret + " is not JSON", e);
        }
        throw new IllegalStateException("the secret " + secret + " is no object");
    }

    /** As the template makes it: the retailer has not filled it in. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** @throws IllegalStateException where it is missing or has another form */
    String text(String name, Pattern form) {
        String text = text(name);
        if (!form.matcher(text).matches()) {
            throw fault(name, "has another form");
        }
        return text;
    }

    /** @throws IllegalStateException where it is missing */
    String text(String name) {
        if (fields.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw fault(name, "is missing");
    }

    IllegalStateException fault(String name, String detail) {
        return new IllegalStateException("the secret %s: %s %s".formatted(secret, name, detail));
    }
}
