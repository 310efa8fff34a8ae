package dev.tallystick.local.template;

import java.util.Optional;

/** What functions of the template may name. */
interface References {

    /** What Ref gives; nothing for AWS::NoValue. */
    Optional<Node> ref(Place place, String id);

    /** What Fn::GetAtt gives. */
    Node attribute(Place place, String id, String attribute);

    /** Whether a condition holds. */
    boolean condition(Place place, String name);
}
