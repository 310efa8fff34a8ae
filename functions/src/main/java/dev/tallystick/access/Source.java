package dev.tallystick.access;

import dev.tallystick.points.Channel;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.time.ZoneId;

/**
 * A shop or store.
 *
 * @param country ISO 3166-1 alpha-2; phones without a country code are read as its own
 */
public record Source(String id, Channel channel, String name, ZoneId timeZone, String country) {

    public Item write() {
        return Item.with(Keys.source(id))
                .put("format", 1)
                .put("id", id)
                .put("channel", Names.of(channel))
                .put("name", name)
                .put("timeZone", timeZone.getId())
                .put("country", country);
    }

    public static Source read(Item item) {
        return new Source(
                item.text("id"),
                Names.parse(Channel.class, item.text("channel")),
                item.text("name"),
                ZoneId.of(item.text("timeZone")),
                item.text("country"));
    }
}
