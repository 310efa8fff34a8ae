package dev.tallystick.local.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a template contains that has an effect, and what has none, by type. */
public final class Effects {

    private static final int WIDTH = 100;
    private static final String INDENT = "   ";

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
        return "has an effect:\n"
                + list(honoured)
                + "accepted without effect:\n"
                + list(accepted)
                + "refused: anything else; a template with it does not start\n";
    }

    private static String list(Map<String, Set<String>> types) {
        StringBuilder text = new StringBuilder();
        types.forEach((type, properties) -> text.append(wrap("  " + type + ":", properties)));
        return text.toString();
    }

    private static String wrap(String start, Set<String> properties) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(start);
        for (String property : properties) {
            if (line.length() + property.length() + 2 > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(INDENT);
            }
            line.append(' ').append(property).append(',');
        }
        line.setLength(line.length() - 1);
        return text.append(line).append('\n').toString();
    }
}
