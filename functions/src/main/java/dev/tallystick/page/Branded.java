package dev.tallystick.page;

import dev.tallystick.http.FileType;
import dev.tallystick.http.PublishedFile;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.Program;
import java.util.List;
import java.util.Map;

/** What of a page carries the retailer's name and colour before any script has run. */
record Branded(Page page, Program.Brand brand) {

    PublishedFile html() {
        return filled("index.html", FileType.HTML);
    }

    PublishedFile icon() {
        return filled("icon.svg", FileType.SVG);
    }

    /** Web Application Manifest (W3C). */
    PublishedFile manifest() {
        return PublishedFile.made(
                FileType.WEBMANIFEST,
                Json.text(new JsonObject()
                        .with("id", page.path())
                        .with("name", page.title(brand.name()))
                        .with("short_name", page.title(brand.name()))
                        .with("start_url", page.path())
                        .with("scope", page.path())
                        .with("display", "standalone")
                        .with("background_color", brand.color())
                        .with("theme_color", brand.color())
                        .with("icons", List.of(icon("any"), icon("maskable")))
                        .build()));
    }

    private Map<String, Object> icon(String purpose) {
        return Map.of("src", page.path() + "/icon.svg", "sizes", "any", "type", "image/svg+xml", "purpose", purpose);
    }

    private PublishedFile filled(String name, FileType type) {
        return PublishedFile.made(
                type,
                PublishedFile.of(page.folder(), name)
                        .text()
                        .replace("{{color}}", brand.color())
                        .replace("{{name}}", escaped(page.title(brand.name()))));
    }

    /** As text and attribute values of HTML and SVG. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
