package dev.tallystick.batch;

import dev.tallystick.access.Scope;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the queue keeps it: whole, with all that its caller was when it came. The operations are compressed; a queue takes
 * no more than a mebibyte, and not every character.
 *
 * @param requestId of the request by which the batch first came; rows derive theirs from it, so that a row that is carried out
 *     again finds its own entry
 */
record BatchMessage(
        BatchKey key,
        String keyId,
        Set<Scope> scopes,
        String requestId,
        String correlationId,
        List<Map<?, ?>> operations) {

    /** What a queue takes, in bytes. */
    static final int LARGEST = 1024 * 1024;

    private static final int FORMAT = 1;

    String write() {
        return Json.text(new JsonObject()
                .with("format", FORMAT)
                .with("source", key.source())
                .with("terminal", key.terminal())
                .with("batchId", key.batchId())
                .with("keyId", keyId)
                .with("scopes", scopes.stream().map(Scope::id).sorted().collect(Collectors.joining(" ")))
                .with("requestId", requestId)
                .with("correlationId", correlationId)
                .with("operations", packed(operations))
                .build());
    }

    /** @throws RuntimeException when it is not such a message; it stays in the queue */
    static BatchMessage read(String body) {
        if (!(parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message)) {
            throw new IllegalStateException("not a batch");
        }
        Set<String> scopes = Set.of(text(message, "scopes").split(" ", -1));
        return new BatchMessage(
                new BatchKey(
                        text(message, "source"),
                        message.get("terminal") instanceof String terminal ? terminal : null,
                        text(message, "batchId")),
                text(message, "keyId"),
                Scope.of(scopes),
                text(message, "requestId"),
                text(message, "correlationId"),
                unpacked(text(message, "operations")));
    }

    private static String text(Map<?, ?> message, String name) {
        return Optional.ofNullable(message.get(name))
                .map(String::valueOf)
                .orElseThrow(() -> new IllegalStateException("a batch's message lacks " + name));
    }

    private static String packed(List<Map<?, ?>> operations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(Json.bytes(operations));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static List<Map<?, ?>> unpacked(String packed) {
        List<Map<?, ?>> operations = new ArrayList<>();
        try (GZIPInputStream zip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            if (parse(zip.readAllBytes()) instanceof List<?> list) {
                list.forEach(operation -> operations.add((Map<?, ?>) operation));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operations;
    }

    private static @Nullable Object parse(byte[] text) {
        try {
            return Json.parse(text);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not a batch", e);
        }
    }
}
