package dev.tallystick.wallet;

import dev.tallystick.access.Devices;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import java.util.Optional;

/** The cookie of a device: no script reads it, no other site's page sends it, no other host sets it. */
final class Cookie {

    private static final String NAME = "__Host-tallystick";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

    private Cookie() {}

    static Optional<String> of(HttpRequest request) {
        return request.cookie(NAME);
    }

    static HttpResponse set(HttpResponse response, String value) {
        return response.with("Set-Cookie", NAME + "=" + value + ATTRIBUTES + Devices.SESSION.toSeconds());
    }

    static HttpResponse cleared(HttpResponse response) {
        return response.with("Set-Cookie", NAME + "=" + ATTRIBUTES + "0");
    }
}
