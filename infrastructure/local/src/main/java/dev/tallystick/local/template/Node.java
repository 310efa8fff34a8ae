package dev.tallystick.local.template;

import java.util.List;
import java.util.Map;

/** A part of the template that knows where it stands. Short tags such as {@code !Ref} are already in their long form. */
public sealed interface Node {

    /** The line in the template, from 1. */
    int line();

    /** A text, number, truth value or nothing. */
    record Scalar(String text, Kind kind, int line) implements Node {

        /** What YAML takes the scalar for. */
        public enum Kind {
            TEXT,
            NUMBER,
            TRUTH,
            NOTHING
        }
    }

    /** A list. */
    record Sequence(List<Node> items, int line) implements Node {}

    /** A map; {@code keyLines} says where each key stands. */
    record Mapping(Map<String, Node> entries, Map<String, Integer> keyLines, int line) implements Node {

        /** Where the key stands, or the map where the key is not in it. */
        public int lineOf(String key) {
            return keyLines.getOrDefault(key, line);
        }
    }

    /** A text made by a function of the template. */
    static Scalar text(String text, int line) {
        return new Scalar(text, Scalar.Kind.TEXT, line);
    }
}
