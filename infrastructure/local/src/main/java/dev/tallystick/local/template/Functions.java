package dev.tallystick.local.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Replaces functions by what they come to. */
final class Functions {

    private final Mappings mappings;
    private final References references;

    Functions(Mappings mappings, References references) {
        this.mappings = mappings;
        this.references = references;
    }

    /** The node with no function left in it; nothing where it comes to AWS::NoValue, which takes a property or item away. */
    Optional<Node> resolve(Place place, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Optional.of(scalar);
            case Node.Sequence sequence ->
                Optional.of(new Node.Sequence(
                        sequence.items().stream()
                                .flatMap(item -> resolve(place, item).stream())
                                .toList(),
                        sequence.line()));
            case Node.Mapping mapping -> {
                Optional<Intrinsic.Call> call = Intrinsic.call(place, mapping);
                yield call.isPresent() ? call(call.get()) : Optional.of(entries(place, mapping));
            }
        };
    }

    /** The text that a node comes to. */
    String text(Place place, String function, Node node) {
        if (resolve(place, node).orElse(null) instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw place.fault(function + " needs a text here");
    }

    private Node.Mapping entries(Place place, Node.Mapping mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, value) -> resolve(place.inside(key, mapping.lineOf(key)), value)
                        .ifPresent(resolved -> entries.put(key, resolved)));
        return new Node.Mapping(entries, mapping.keyLines(), mapping.line());
    }

    private Optional<Node> call(Intrinsic.Call call) {
        Place place = call.place();
        String name = call.function().key();
        return switch (call.function()) {
            case REF -> references.ref(place, literal(place, name, call.argument()));
            case IF -> choose(place, call.argument());
            case GET_ATT -> Optional.of(attribute(place, call.argument()));
            case SUB -> Optional.of(text(place, sub(place, SubText.of(place, call.argument()))));
            case JOIN -> Optional.of(text(place, join(place, arguments(place, name, call.argument(), 2))));
            case SPLIT -> Optional.of(split(place, arguments(place, name, call.argument(), 2)));
            case SELECT -> Optional.of(select(place, arguments(place, name, call.argument(), 2)));
            case FIND_IN_MAP -> Optional.of(find(place, call.argument()));
            case BASE64 -> Optional.of(text(place, base64(text(place, name, call.argument()))));
            case EQUALS, AND, OR, NOT -> throw place.fault(name + " stands in Conditions only");
        };
    }

    private Optional<Node> choose(Place place, Node argument) {
        List<Node> parts = arguments(place, "Fn::If", argument, 3);
        boolean holds = references.condition(place, literal(place, "Fn::If", parts.getFirst()));
        return resolve(place, parts.get(holds ? 1 : 2));
    }

    private Node attribute(Place place, Node argument) {
        List<String> parts = attributeParts(place, argument);
        return references.attribute(place, parts.getFirst(), parts.getLast());
    }

    private List<String> attributeParts(Place place, Node argument) {
        if (argument instanceof Node.Sequence(List<Node> items, int _) && items.size() == 2) {
            return List.of(literal(place, "Fn::GetAtt", items.getFirst()), text(place, "Fn::GetAtt", items.getLast()));
        }
        String[] parts = argument instanceof Node.Scalar scalar ? scalar.text().split("\\.", 2) : new String[0];
        if (parts.length == 2) {
            return List.of(parts);
        }
        throw place.fault("Fn::GetAtt needs a resource and an attribute");
    }

    private String sub(Place place, SubText sub) {
        return sub.replace(name -> {
            Node given = sub.variables().get(name);
            if (given != null) {
                return text(place, "Fn::Sub", given);
            }
            int dot = name.indexOf('.');
            Optional<Node> value = dot < 0
                    ? references.ref(place, name)
                    : Optional.of(references.attribute(place, name.substring(0, dot), name.substring(dot + 1)));
            return text(place, "Fn::Sub", value.orElseThrow(() -> place.fault("Fn::Sub has no value for " + name)));
        });
    }

    private String join(Place place, List<Node> parts) {
        List<String> texts = new ArrayList<>();
        list(place, "Fn::Join", parts.getLast()).items().forEach(item -> texts.add(text(place, "Fn::Join", item)));
        return String.join(literal(place, "Fn::Join", parts.getFirst()), texts);
    }

    private Node split(Place place, List<Node> parts) {
        String delimiter = literal(place, "Fn::Split", parts.getFirst());
        if (delimiter.isEmpty()) {
            throw place.fault("Fn::Split needs a delimiter");
        }
        String text = text(place, "Fn::Split", parts.getLast());
        return new Node.Sequence(
                Arrays.stream(text.split(Pattern.quote(delimiter), -1))
                        .<Node>map(part -> text(place, part))
                        .toList(),
                place.line());
    }

    private Node select(Place place, List<Node> parts) {
        String index = text(place, "Fn::Select", parts.getFirst());
        List<Node> items = list(place, "Fn::Select", parts.getLast()).items();
        if (!index.matches("\\d{1,9}") || Integer.parseInt(index) >= items.size()) {
            throw place.fault("Fn::Select has no item " + index + " in a list of " + items.size());
        }
        return items.get(Integer.parseInt(index));
    }

    private Node find(Place place, Node argument) {
        if (argument instanceof Node.Sequence(List<Node> items, int _) && items.size() == 4) {
            throw place.fault("DefaultValue needs AWS::LanguageExtensions, which the local cloud does not have");
        }
        List<String> keys = arguments(place, "Fn::FindInMap", argument, 3).stream()
                .map(part -> text(place, "Fn::FindInMap", part))
                .toList();
        return mappings.find(place, keys.getFirst(), keys.get(1), keys.getLast());
    }

    private Node.Sequence list(Place place, String function, Node node) {
        if (resolve(place, node).orElse(null) instanceof Node.Sequence list) {
            return list;
        }
        throw place.fault(function + " needs a list here");
    }

    static List<Node> arguments(Place place, String function, Node node, int count) {
        if (node instanceof Node.Sequence(List<Node> items, int _) && items.size() == count) {
            return items;
        }
        throw place.fault(function + " needs a list of " + count);
    }

    static String literal(Place place, String function, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw place.fault(function + " needs a text here");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Node text(Place place, String text) {
        return Node.text(text, place.line());
    }
}
