package dev.tallystick.template;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parameters and conditions that nothing reads, and conditions that no allowed parameters change. */
final class Unused {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^!}.]+)}");

    private Unused() {}

    static Stream<String> conditionsThatAreConstant(Stack stack) {
        return stack.files().values().stream().flatMap(template -> {
            Choices choices = new Choices(template);
            return choices.conditions().stream()
                    .flatMap(condition -> Stream.of(true, false)
                            .filter(value -> choices.making(condition, value).isEmpty())
                            .map(value -> condition + " is never " + value));
        });
    }

    static Stream<String> faults(Stack stack) {
        Path root = stack.files().keySet().iterator().next();
        return stack.files().entrySet().stream().flatMap(file -> {
            Map<String, Object> template = file.getValue();
            Set<String> read = new HashSet<>();
            Stream.of("Resources", "Outputs", "Conditions")
                    .flatMap(section -> Values.mapsIn(template.getOrDefault(section, Map.of())))
                    .forEach(map -> read(map, read));
            return Stream.of("Parameters", "Conditions")
                    .flatMap(section -> Values.map(template.get(section)).keySet().stream())
                    .filter(name -> !read.contains(name))
                    .map(name ->
                            "%s: nothing reads %s".formatted(root.getParent().relativize(file.getKey()), name));
        });
    }

    private static void read(Map<String, Object> map, Set<String> read) {
        map.forEach((name, value) -> {
            switch (name) {
                case "Ref" -> read.add(String.valueOf(value));
                case "Fn::If" -> read.add(String.valueOf(Values.list(value).getFirst()));
                case "Condition" -> read.add(String.valueOf(value));
                case "Fn::Sub" -> {
                    List<Object> parts = Values.list(value);
                    Matcher place = PLACE.matcher(String.valueOf(parts.getFirst()));
                    place.results().forEach(found -> read.add(found.group(1)));
                }
                default -> {}
            }
        });
    }
}
