package dev.tallystick.wallet;

import dev.tallystick.access.Devices;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import java.util.List;

/** The cookie of a device: no script reads it, no other site's page sends it, no other host sets it. */
final class Cookie {

    private static final String NAME = "__Host-tallystick";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

    private Cookie() {}

    /** Those that came: beside the device's own there may be what something else has left. */
    static List<String> of(HttpRequest request) {
        return request.cookies(NAME);
    }

    static HttpResponse set(HttpResponse response, String value) {
        return response.with("Set-Cookie", NAME + "=" + value + ATTRIBUTES + Devices.SESSION.toSeconds());
    }

    static HttpResponse cleared(HttpResponse response) {
        return response.with("Set-Cookie", NAME + "=" + ATTRIBUTES + "0");
    }
}
