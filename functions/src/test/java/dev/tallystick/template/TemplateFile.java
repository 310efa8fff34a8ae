package dev.tallystick.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a template as plain values that may be changed; intrinsic functions are in their long form, {@code {"Fn::Sub": …}}. */
final class TemplateFile {

    private TemplateFile() {}

    static Map<String, Object> read(Path file) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowDuplicateKeys(false).build();
            Object template = new Load(settings, new LongForm(settings)).loadFromString(Files.readString(file));
            return Values.copy(Values.map(template));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class LongForm extends StandardConstructor {

        LongForm(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            String tag = node.getTag().getValue();
            return tag.startsWith("!")
                    ? Optional.of(tagged -> intrinsic(tag.substring(1), untagged(tagged)))
                    : super.findConstructorFor(node);
        }

        private Object untagged(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> {
                    List<Object> list = new ArrayList<>();
                    sequence.getValue().forEach(element -> list.add(constructObject(element)));
                    yield list;
                }
                case MappingNode mapping -> {
                    Map<Object, Object> map = new LinkedHashMap<>();
                    mapping.getValue()
                            .forEach(pair ->
                                    map.put(constructObject(pair.getKeyNode()), constructObject(pair.getValueNode())));
                    yield map;
                }
                default -> throw new AssertionError("no template has a " + node);
            };
        }

        private static Map<String, Object> intrinsic(String name, Object argument) {
            return switch (name) {
                case "Ref", "Condition" -> Map.of(name, argument);
                case "GetAtt" ->
                    Map.of("Fn::GetAtt", argument instanceof String text ? List.of(text.split("\\.", 2)) : argument);
                default -> Map.of("Fn::" + name, argument);
            };
        }
    }
}
