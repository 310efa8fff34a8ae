package dev.tallystick.template;

import dev.tallystick.json.Json;
import java.nio.file.Path;

/** Prints a template as our expansion makes it, in JSON, for {@code infrastructure/check-template.py}. */
final class Expand {

    private Expand() {}

    public static void main(String[] arguments) {
        System.out.println(Json.text(Expansion.of(TemplateFile.read(Path.of(arguments[0])))));
    }
}
