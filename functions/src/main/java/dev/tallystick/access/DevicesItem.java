package dev.tallystick.access;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Devices as an item of the Members table. It is read with the account, so its lists are short texts. */
public final class DevicesItem {

    static final String VERSION = "version";

    private static final int FORMAT = 1;
    private static final int RADIX = 36;

    private DevicesItem() {}

    static Item write(MemberId member, Devices devices) {
        return Item.with(Keys.devices(member.value()))
                .put("format", FORMAT)
                .put(VERSION, devices.version())
                .put("links", packed(devices.links().stream().map(DevicesItem::link)))
                .put("sessions", packed(devices.sessions().stream().map(DevicesItem::session)))
                .put("expiresAt", devices.endsAt().getEpochSecond() + 1);
    }

    /** @throws RuntimeException when it is not as this code writes it */
    public static Devices read(Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("devices of a format that this code does not know");
        }
        return new Devices(
                item.number(VERSION),
                parts(item.optionalText("links")).map(DevicesItem::link).toList(),
                parts(item.optionalText("sessions")).map(DevicesItem::session).toList());
    }

    private static String link(Devices.Link link) {
        return link.id() + "," + text(link.expiresAt());
    }

    private static Devices.Link link(String packed) {
        List<String> fields = fields(packed);
        return new Devices.Link(fields.get(0), instant(fields.get(1)));
    }

    private static String session(Devices.Session session) {
        return Stream.of(
                        session.id(),
                        text(session.createdAt()),
                        text(session.lastUsedOn().toEpochDay()),
                        text(session.generation()),
                        text(session.rotatedAt()),
                        text(session.expiresAt()))
                .collect(Collectors.joining(","));
    }

    private static Devices.Session session(String packed) {
        List<String> fields = fields(packed);
        return new Devices.Session(
                fields.get(0),
                instant(fields.get(1)),
                LocalDate.ofEpochDay(number(fields.get(2))),
                number(fields.get(3)),
                instant(fields.get(4)),
                instant(fields.get(5)));
    }

    private static @Nullable String packed(Stream<String> parts) {
        String text = parts.collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }

    private static Stream<String> parts(@Nullable String packed) {
        return packed == null ? Stream.of() : Stream.of(packed.split(" ", -1));
    }

    private static List<String> fields(String packed) {
        return List.of(packed.split(",", -1));
    }

    private static String text(Instant instant) {
        return text(instant.toEpochMilli());
    }

    private static String text(long number) {
        return Long.toString(number, RADIX);
    }

    private static Instant instant(String text) {
        return Instant.ofEpochMilli(number(text));
    }

    private static long number(String text) {
        return Long.parseLong(text, RADIX);
    }
}
