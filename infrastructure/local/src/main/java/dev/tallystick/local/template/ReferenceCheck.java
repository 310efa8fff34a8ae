package dev.tallystick.local.template;

import java.util.List;
import java.util.Set;

/** Checks that whatever functions name is in the template, also where a condition keeps them from being worked out. */
final class ReferenceCheck {

    private final Set<String> parameters;
    private final Set<String> resources;
    private final Set<String> conditions;
    private final Effects effects;

    ReferenceCheck(Set<String> parameters, Set<String> resources, Set<String> conditions, Effects effects) {
        this.parameters = parameters;
        this.resources = resources;
        this.conditions = conditions;
        this.effects = effects;
    }

    void check(Place place, Node node) {
        switch (node) {
            case Node.Scalar _ -> {
                // names nothing
            }
            case Node.Sequence sequence -> sequence.items().forEach(item -> check(place, item));
            case Node.Mapping mapping ->
                Intrinsic.call(place, mapping)
                        .ifPresentOrElse(
                                this::check,
                                () -> mapping.entries()
                                        .forEach((key, value) -> check(place.inside(key, mapping.lineOf(key)), value)));
        }
    }

    void checkCondition(Place place, String name) {
        if (!conditions.contains(name)) {
            throw place.fault("there is no condition " + name);
        }
    }

    private void check(Intrinsic.Call call) {
        Place place = call.place();
        effects.honour("functions", call.function().key());
        switch (call.function()) {
            case REF -> checkName(place, Functions.literal(place, "Ref", call.argument()));
            case SUB -> checkSub(place, SubText.of(place, call.argument()));
            case GET_ATT -> {
                if (call.argument() instanceof Node.Sequence(List<Node> items, int _) && !items.isEmpty()) {
                    checkResource(place, Functions.literal(place, "Fn::GetAtt", items.getFirst()));
                    check(place, items.getLast());
                } else if (call.argument() instanceof Node.Scalar(String name, var _, int _)) {
                    checkResource(place, name.split("\\.", 2)[0]);
                }
            }
            case IF -> {
                List<Node> parts = Functions.arguments(place, "Fn::If", call.argument(), 3);
                checkCondition(place, Functions.literal(place, "Fn::If", parts.getFirst()));
                check(place, parts.get(1));
                check(place, parts.getLast());
            }
            case JOIN, SPLIT, SELECT, FIND_IN_MAP, BASE64, EQUALS, AND, OR, NOT -> check(place, call.argument());
        }
    }

    private void checkSub(Place place, SubText sub) {
        for (String name : sub.names()) {
            int dot = name.indexOf('.');
            if (dot >= 0 && !sub.variables().containsKey(name)) {
                checkResource(place, name.substring(0, dot));
            } else if (!sub.variables().containsKey(name)) {
                checkName(place, name);
            }
        }
        sub.variables().values().forEach(value -> check(place, value));
    }

    private void checkName(Place place, String name) {
        if (!parameters.contains(name) && !Account.PSEUDO_PARAMETERS.contains(name)) {
            checkResource(place, name);
        }
    }

    private void checkResource(Place place, String id) {
        if (!resources.contains(id)) {
            throw place.fault("refers to " + id + ", which the template does not have");
        }
    }
}
