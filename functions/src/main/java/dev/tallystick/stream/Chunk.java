package dev.tallystick.stream;

import dev.tallystick.json.Json;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Events that were appended at once, at least one: a list in JSON, compressed.
 *
 * @param number 1, 2, 3 … without a gap
 * @param bytes how large its JSON is
 */
public record Chunk(long number, List<?> events, int bytes) {

    /** Of JSON; what it is compressed to stays well below the 400 KB that an item may have, whatever the events say. */
    private static final int MOST_BYTES = 200 * 1024;

    /** How many of the events, from the first on, make a chunk: at least one. */
    public static int fitting(List<?> events) {
        int bytes = Json.bytes(events.getFirst()).length;
        int fitting = 1;
        while (fitting < events.size()) {
            bytes += Json.bytes(events.get(fitting)).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    /** @throws RuntimeException when it is not a chunk as this code writes them */
    static Chunk read(Item item) {
        try (GZIPInputStream compressed = new GZIPInputStream(new ByteArrayInputStream(item.bytes("events")))) {
            byte[] json = compressed.readAllBytes();
            if (Json.parse(json) instanceof List<?> events && !events.isEmpty()) {
                return new Chunk(Long.parseLong(item.sk()), events, json.length);
            }
            throw new IllegalStateException("not a chunk of the feed");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not a chunk of the feed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Item write(long number, List<?> events) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(Json.bytes(events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Item.with(Keys.feedChunk(number)).put("events", compressed.toByteArray());
    }
}
