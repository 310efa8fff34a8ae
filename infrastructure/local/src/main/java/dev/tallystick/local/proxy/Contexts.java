package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.template.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one call asks for. Items of a batch or a transaction that need the same action on the same table are one access,
 * with the keys and attributes of all of them; those that give back differently are one access each.
 */
final class Contexts {

    // An item has one value of each: conditions on them need no quantifier, and would hold where one of several is
    // right.
    private static final Set<String> OF_ONE_ITEM = Set.of("Select", "ReturnValues", "FullTableScan");

    private final Account account;
    private final Map<Target, Map<String, Set<String>>> targets = new LinkedHashMap<>();

    Contexts(Account account) {
        this.account = account;
    }

    private record Target(String action, String resource) {}

    /** Where the conditions' keys of that action on that resource of DynamoDB are put. */
    Keys about(String operation, String resource) {
        String arn = resource.equals("*") || resource.startsWith("arn:") ? resource : account.arn("dynamodb", resource);
        return new Keys(targets.computeIfAbsent(new Target("dynamodb:" + operation, arn), _ -> new LinkedHashMap<>()));
    }

    List<Access> accesses() {
        List<Access> accesses = new ArrayList<>();
        targets.forEach((target, keys) -> contexts(keys)
                .forEach(context -> accesses.add(new Access(target.action(), target.resource(), context))));
        return accesses;
    }

    private static List<Map<String, List<String>>> contexts(Map<String, Set<String>> keys) {
        List<Map<String, List<String>>> contexts = List.of(Map.of());
        for (Map.Entry<String, Set<String>> key : keys.entrySet()) {
            List<List<String>> choices = OF_ONE_ITEM.contains(key.getKey())
                    ? key.getValue().stream().map(List::of).toList()
                    : List.of(List.copyOf(key.getValue()));
            contexts = contexts.stream()
                    .flatMap(context -> choices.stream().map(values -> with(context, key.getKey(), values)))
                    .toList();
        }
        return contexts;
    }

    private static Map<String, List<String>> with(Map<String, List<String>> context, String key, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(context);
        more.put("dynamodb:" + key, values);
        return more;
    }

    /** The conditions' keys of one access. */
    record Keys(Map<String, Set<String>> values) {

        Keys put(String key, Collection<String> more) {
            if (!more.isEmpty()) {
                values.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(more);
            }
            return this;
        }

        Keys put(String key, String value) {
            return put(key, List.of(value));
        }
    }
}
