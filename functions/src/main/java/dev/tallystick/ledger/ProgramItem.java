package dev.tallystick.ledger;

import dev.tallystick.json.Json;
import dev.tallystick.points.Program;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.nio.charset.StandardCharsets;

/** A program as an item of the Members table: its JSON, as the interface shows it, beside its version. */
public final class ProgramItem {

    private ProgramItem() {}

    public static Item write(Keys keys, Program program) {
        return Item.with(keys).put("version", program.version()).put("program", Json.text(ProgramJson.write(program)));
    }

    public static Program read(Item item) {
        try {
            Object json = Json.parse(item.text("program").getBytes(StandardCharsets.UTF_8));
            return ProgramReader.read(Math.toIntExact(item.number("version")), json);
        } catch (Json.Malformed e) {
            throw new Item.Unreadable("program", e);
        }
    }
}
