package dev.tallystick.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks DependsOn. It has no further effect: everything of a template is there before anything is called. */
final class Dependencies {

    private static final String KEY = "DependsOn";

    private final Map<String, List<String>> targets = new LinkedHashMap<>();
    private final Set<String> checked = new HashSet<>();

    private Dependencies() {}

    static void check(String file, Map<String, Node> resources) {
        Dependencies dependencies = new Dependencies();
        Map<String, Place> places = new LinkedHashMap<>();
        resources.forEach((id, node) -> {
            Node given = node instanceof Node.Mapping body ? body.entries().get(KEY) : null;
            if (given != null) {
                Place place = new Place(file, id, KEY, given.line());
                List<String> names = names(place, given);
                for (String name : names) {
                    if (!resources.containsKey(name)) {
                        throw place.fault("refers to " + name + ", which the template does not have");
                    }
                }
                places.put(id, place);
                dependencies.targets.put(id, names);
            }
        });
        places.forEach((id, place) -> dependencies.follow(place, id, new ArrayList<>()));
    }

    private static List<String> names(Place place, Node given) {
        return switch (given) {
            case Node.Scalar name -> List.of(name.text());
            case Node.Sequence list ->
                list.items().stream()
                        .map(item -> Functions.literal(place, KEY, item))
                        .toList();
            case Node.Mapping _ -> throw place.fault("must be the name of a resource or a list of them");
        };
    }

    private void follow(Place place, String id, List<String> path) {
        if (path.contains(id)) {
            path.add(id);
            throw place.fault("depends on itself: " + String.join(", ", path));
        }
        if (checked.contains(id)) {
            return;
        }
        path.add(id);
        targets.getOrDefault(id, List.of()).forEach(target -> follow(place, target, path));
        path.removeLast();
        checked.add(id);
    }
}
