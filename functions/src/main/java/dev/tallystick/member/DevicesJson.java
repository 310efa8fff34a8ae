package dev.tallystick.member;

import dev.tallystick.access.Devices;
import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** Where a wallet is open or can be opened, as an export shows it: nothing in it opens anything. */
final class DevicesJson {

    private DevicesJson() {}

    static Map<String, Object> of(Devices devices, Instant now) {
        return new JsonObject()
                .withAny(
                        "links",
                        devices.linksAt(now).stream().map(DevicesJson::link).toList())
                .withAny(
                        "sessions",
                        devices.sessionsAt(now).stream()
                                .map(DevicesJson::session)
                                .toList())
                .build();
    }

    private static Map<String, Object> link(Devices.Link link) {
        return new JsonObject().with("expiresAt", link.expiresAt().toString()).build();
    }

    private static Map<String, Object> session(Devices.Session session) {
        return new JsonObject()
                .with("createdAt", session.createdAt().toString())
                .with("lastUsedOn", session.lastUsedOn().toString())
                .with("expiresAt", session.expiresAt().toString())
                .build();
    }
}
