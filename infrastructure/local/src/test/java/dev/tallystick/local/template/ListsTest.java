package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists in README.md; where they are out of date, the failure shows what has to stand there. */
final class ListsTest {

    private static final String BEGIN = "<!-- lists: ListsTest compares them with the code -->\n";
    private static final String END = "<!-- end of lists -->\n";

    @Test
    void README_lists_what_the_code_honours_accepts_and_refuses() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        assertThat(readme.substring(begin, readme.indexOf(END)))
                .withFailMessage(() -> "between the two comments in README.md must stand:\n" + lists())
                .isEqualTo(lists());
    }

    @Test
    void each_property_is_in_one_list_only() {
        supports().forEach((type, support) -> {
            List<String> all = Stream.of(
                            support.honoured().paths(),
                            support.accepted().paths(),
                            Refusals.of(type).keySet())
                    .flatMap(Set::stream)
                    .toList();
            assertThat(all).as(type).doesNotHaveDuplicates();
        });
    }

    private static Map<String, Support> supports() {
        Map<String, Support> supports = new TreeMap<>();
        Arrays.stream(ResourceType.values()).forEach(type -> supports.put(type.type(), type.support()));
        Arrays.stream(EventType.values()).forEach(type -> supports.put("event " + type.type(), type.support()));
        return supports;
    }

    private static String lists() {
        StringBuilder text = new StringBuilder();
        text.append("- Functions: ").append(names(functions())).append(".\n");
        text.append("- Types of parameters: ").append(names(parameterTypes())).append(".\n");
        text.append("- On any resource: ").append(names(new TreeSet<>(ResourceReader.HONOURED_AROUND)));
        text.append("; without effect: ").append(names(new TreeSet<>(ResourceReader.ACCEPTED_AROUND)));
        text.append(".\n\n| type | has an effect | accepted without effect |\n|---|---|---|\n");
        supports()
                .forEach((type, support) -> text.append("| `")
                        .append(type)
                        .append("` | ")
                        .append(shown(support.honoured().paths()))
                        .append(" | ")
                        .append(shown(support.accepted().paths()))
                        .append(" |\n"));
        text.append("\n| type | refused | because |\n|---|---|---|\n");
        supports()
                .keySet()
                .forEach(type -> Refusals.of(type)
                        .forEach((property, reason) -> text.append("| `")
                                .append(type)
                                .append("` | ")
                                .append(property)
                                .append(" | ")
                                .append(reason)
                                .append(" |\n")));
        return text.toString();
    }

    private static List<String> functions() {
        return Arrays.stream(Intrinsic.values()).map(Intrinsic::key).toList();
    }

    private static List<String> parameterTypes() {
        return Arrays.stream(Parameter.Type.values()).map(Parameter.Type::key).toList();
    }

    private static String names(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    // Inner properties in brackets after the outer one.
    private static String shown(Set<String> paths) {
        Map<String, List<String>> inner = paths.stream()
                .map(path -> path.split("\\.", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0],
                        TreeMap::new,
                        Collectors.mapping(parts -> parts.length == 1 ? "" : parts[1], Collectors.toList())));
        String text = inner.entrySet().stream()
                .map(outer -> outer.getValue().equals(List.of(""))
                        ? outer.getKey()
                        : outer.getKey() + " (" + String.join(", ", outer.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "–" : text;
    }
}
