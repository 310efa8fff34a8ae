package dev.tallystick.pass;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures and texts of passes, which lie in the jar. */
final class PassFiles {

    /** Of the texts; who speaks another gets the first. */
    static final List<String> LANGUAGES = List.of("en", "de", "ar");

    private PassFiles() {}

    /** The file of Apple's format that has all texts in a language. */
    static String textsIn(String language) {
        return language + ".lproj/pass.strings";
    }

    /** One of them, in the language of a locale such as {@code de-AT}. */
    static String text(String name, Optional<String> locale) {
        String language = locale.map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(LANGUAGES::contains)
                .orElse(LANGUAGES.getFirst());
        Matcher line = Pattern.compile("\"%s\" = \"([^\"]+)\";".formatted(name))
                .matcher(new String(read(textsIn(language)), StandardCharsets.UTF_8));
        if (!line.find()) {
            throw new IllegalStateException("there is no text " + name);
        }
        return line.group(1);
    }

    static byte[] read(String name) {
        try (InputStream found = PassFiles.class.getResourceAsStream("/pass/" + name)) {
            if (found == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return found.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
