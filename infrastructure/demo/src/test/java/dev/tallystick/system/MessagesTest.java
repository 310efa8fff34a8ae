package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** What the pages say, in every language: the same things, filled in with the same values. */
class MessagesTest {

    private static final Path PAGES = Path.of(System.getProperty("tallystick.root"), "pages");
    private static final Pattern VALUE = Pattern.compile("\\{([a-z]+)}");

    @ParameterizedTest
    @CsvSource({"wallet, de", "wallet, ar", "till, de", "till, ar"})
    void everyLanguageSaysTheSame(String page, String language) throws IOException {
        Map<String, Object> english = messages(page, "en");
        Map<String, Object> other = messages(page, language);

        assertThat(other.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        assertThat(english).allSatisfy((key, text) -> {
            assertThat(values(other.get(key))).as(key).isSubsetOf(values(text));
            assertThat(values(text)).as(key).isSubsetOf(withCount(values(other.get(key))));
        });
    }

    /** Where a language has a word for two of something, it needs no number. */
    private static Set<String> withCount(Set<String> values) {
        Set<String> all = new TreeSet<>(values);
        all.add("count");
        return all;
    }

    private static Set<String> values(Object text) {
        return VALUE.matcher(String.valueOf(text))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> messages(String page, String language) throws IOException {
        return JSON.std.mapFrom(
                Files.readString(PAGES.resolve(page).resolve("messages").resolve(language + ".json")));
    }
}
