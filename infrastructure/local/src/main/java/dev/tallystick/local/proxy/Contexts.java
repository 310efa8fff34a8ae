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
 * with the keys and attributes of all of them: whoever allows it allows each by itself.
 */
final class Contexts {

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
        targets.forEach((target, keys) -> {
            Map<String, List<String>> context = new LinkedHashMap<>();
            keys.forEach((key, values) -> context.put("dynamodb:" + key, List.copyOf(values)));
            accesses.add(new Access(target.action(), target.resource(), context));
        });
        return accesses;
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
