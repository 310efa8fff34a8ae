package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML with CloudFormation's short tags. */
final class Yaml {

    private final String file;

    private Yaml(String file) {
        this.file = file;
    }

    static Node.Mapping read(Path path) {
        String file = String.valueOf(path.getFileName());
        try {
            var root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(Files.readString(path))
                    .orElseThrow(() -> new Fault(file + ": the template is empty"));
            if (new Yaml(file).node(root) instanceof Node.Mapping mapping) {
                return mapping;
            }
            throw new Fault(file + ": the template is not a map");
        } catch (MarkedYamlEngineException e) {
            throw new Fault(file + lineSuffix(e.getProblemMark()) + ": not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Fault(file + ": not YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new Fault("cannot read the template " + path);
        }
    }

    private static String lineSuffix(Optional<Mark> mark) {
        return mark.map(place -> ":" + (place.getLine() + 1)).orElse("");
    }

    private static int line(org.snakeyaml.engine.v2.nodes.Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node node) {
        String tag = node.getTag().getValue();
        Node plain = untagged(node);
        return tag.startsWith("!") && tag.length() > 1 ? longForm(tag.substring(1), plain) : plain;
    }

    private static Node longForm(String tag, Node argument) {
        String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        return new Node.Mapping(Map.of(name, argument), Map.of(name, argument.line()), argument.line());
    }

    private Node untagged(org.snakeyaml.engine.v2.nodes.Node node) {
        return switch (node) {
            case ScalarNode scalar -> new Node.Scalar(scalar.getValue(), kind(scalar.getTag()), line(scalar));
            case SequenceNode sequence -> {
                List<Node> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(node(item)));
                yield new Node.Sequence(List.copyOf(items), line(sequence));
            }
            case MappingNode mapping -> mapping(mapping);
            default -> throw new Fault(file + ":" + line(node) + ": cannot be read");
        };
    }

    private Node.Mapping mapping(MappingNode mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Fault(file + ":" + line + ": a key is not a text");
            }
            if (entries.put(key.getValue(), node(tuple.getValueNode())) != null) {
                throw new Fault(String.format(Locale.ROOT, "%s:%d: %s is given twice", file, line, key.getValue()));
            }
            lines.put(key.getValue(), line);
        }
        return new Node.Mapping(entries, lines, line(mapping));
    }

    private static Node.Scalar.Kind kind(Tag tag) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Node.Scalar.Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Node.Scalar.Kind.TRUTH;
        }
        return tag.equals(Tag.NULL) ? Node.Scalar.Kind.NOTHING : Node.Scalar.Kind.TEXT;
    }
}
