package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.Optional;

/**
 * A resource of the template with its properties, Globals merged in, nothing resolved yet, and the condition that it is
 * there on.
 */
public record Resource(
        String file, String id, ResourceType type, Node.Mapping properties, Optional<Node.Scalar> condition, int line) {

    /** What is wrong with one property, with its place. */
    public Fault fault(int atLine, String property, String problem) {
        return new Fault(
                file + ":" + atLine + ": " + id + " (" + type.type() + "), property " + property + ": " + problem);
    }
}
