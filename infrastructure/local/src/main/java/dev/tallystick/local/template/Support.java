package dev.tallystick.local.template;

import java.util.Set;
import java.util.TreeSet;

/** The properties of one type that have an effect and those that are let through without one. */
public record Support(Honoured honoured, Accepted accepted) {

    /** Properties with an effect. */
    public record Honoured(Set<String> paths) {}

    /** Properties that are let through without one. */
    public record Accepted(Set<String> paths) {}

    /** How a property stands. */
    public enum Standing {
        HONOURED,
        ACCEPTED,
        /** Neither by itself: its inner properties decide. */
        INNER,
        REFUSED
    }

    static Honoured honoured(String paths) {
        return new Honoured(words(paths));
    }

    static Accepted accepted(String paths) {
        return new Accepted(words(paths));
    }

    /** How the property with that path stands. */
    public Standing standing(String path) {
        if (honoured.paths().contains(path)) {
            return Standing.HONOURED;
        }
        if (accepted.paths().contains(path)) {
            return Standing.ACCEPTED;
        }
        boolean inner = honoured.paths().stream().anyMatch(known -> known.startsWith(path + "."))
                || accepted.paths().stream().anyMatch(known -> known.startsWith(path + "."));
        return inner ? Standing.INNER : Standing.REFUSED;
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
