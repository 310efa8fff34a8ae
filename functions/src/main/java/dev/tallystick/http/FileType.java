package dev.tallystick.http;

import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of files, by the end of their names. */
public enum FileType {
    HTML("text/html; charset=utf-8"),
    JSON("application/json"),
    WEBMANIFEST("application/manifest+json"),
    JS("text/javascript; charset=utf-8"),
    CSS("text/css; charset=utf-8"),
    SVG("image/svg+xml"),
    PNG("image/png"),
    TXT("text/plain; charset=utf-8");

    private final String contentType;

    FileType(String contentType) {
        this.contentType = contentType;
    }

    /** As HTTP names it. */
    String contentType() {
        return contentType;
    }

    /** @throws IllegalArgumentException when nothing is known by the end of that name */
    static FileType of(String name) {
        return Stream.of(values())
                .filter(type -> name.endsWith("." + type.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a file of no known type"));
    }
}
