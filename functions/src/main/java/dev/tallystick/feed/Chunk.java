package dev.tallystick.feed;

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
 * Events that were appended at once, at least one: a list in JSON, compressed. A message of the relay makes one, and so it is
 * well below the 400 KB that an item may have.
 *
 * @param number 1, 2, 3 … without a gap
 * @param bytes how large its JSON is
 */
record Chunk(long number, List<?> events, int bytes) {

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
