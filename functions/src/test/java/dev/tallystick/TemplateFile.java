package dev.tallystick;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A template of CloudFormation; its functions are read as their arguments. */
record TemplateFile(Map<?, ?> content) {

    static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    static final TemplateFile MAIN = read("template.yaml");
    static final TemplateFile OPERATIONS = read("infrastructure/operations.yaml");

    static TemplateFile read(String path) {
        LoadSettings settings = LoadSettings.builder().build();
        StandardConstructor constructor = new StandardConstructor(settings) {
            @Override
            protected Optional<ConstructNode> findConstructorFor(Node node) {
                if (node.getTag().getValue().startsWith("!")) {
                    node.setTag(
                            switch (node) {
                                case SequenceNode _ -> Tag.SEQ;
                                case MappingNode _ -> Tag.MAP;
                                default -> Tag.STR;
                            });
                }
                return super.findConstructorFor(node);
            }
        };
        try {
            return new TemplateFile(
                    (Map<?, ?>) new Load(settings, constructor).loadFromString(Files.readString(ROOT.resolve(path))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Properties by logical id. */
    Map<String, Map<?, ?>> of(String type) {
        Map<String, Map<?, ?>> found = new LinkedHashMap<>();
        map(content.get("Resources")).forEach((id, resource) -> {
            if (type.equals(map(resource).get("Type"))) {
                found.put(String.valueOf(id), map(map(resource).get("Properties")));
            }
        });
        return found;
    }

    static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
