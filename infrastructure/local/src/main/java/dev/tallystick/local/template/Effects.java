package dev.tallystick.local.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a template contains that has an effect, and what has none, by type. */
public final class Effects {

    private final Map<String, Set<String>> honoured = new TreeMap<>();
    private final Map<String, Set<String>> accepted = new TreeMap<>();

    void honour(String type, String property) {
        int dot = property.indexOf('.');
        honoured.computeIfAbsent(type, _ -> new TreeSet<>()).add(dot < 0 ? property : property.substring(0, dot));
    }

    void accept(String type, String property) {
        accepted.computeIfAbsent(type, _ -> new TreeSet<>()).add(property);
    }

    /** The lists as they are shown. */
    public String report() {
        StringBuilder text = new StringBuilder();
        text.append("has an effect:\n");
        list(text, honoured);
        text.append("accepted without effect (roles and policies too: permissions are not enforced yet):\n");
        list(text, accepted);
        text.append("refused: anything else; a template with it does not start\n");
        return text.toString();
    }

    private static void list(StringBuilder text, Map<String, Set<String>> types) {
        types.forEach((type, properties) -> text.append("  ")
                .append(type)
                .append(": ")
                .append(String.join(", ", properties))
                .append('\n'));
    }
}
