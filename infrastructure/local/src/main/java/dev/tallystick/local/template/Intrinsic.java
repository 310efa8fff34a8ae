package dev.tallystick.local.template;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The functions that a template may use, by the name of their long form. */
public enum Intrinsic {
    REF("Ref"),
    GET_ATT("Fn::GetAtt"),
    SUB("Fn::Sub"),
    JOIN("Fn::Join"),
    SPLIT("Fn::Split"),
    SELECT("Fn::Select"),
    FIND_IN_MAP("Fn::FindInMap"),
    IF("Fn::If"),
    BASE64("Fn::Base64"),
    EQUALS("Fn::Equals"),
    AND("Fn::And"),
    OR("Fn::Or"),
    NOT("Fn::Not");

    private final String key;

    Intrinsic(String key) {
        this.key = key;
    }

    /** Its name in the template. */
    public String key() {
        return key;
    }

    /** The call that a map stands for, if it stands for one. */
    static Optional<Call> call(Place place, Node.Mapping mapping) {
        if (mapping.entries().size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, Node> only = mapping.entries().entrySet().iterator().next();
        if (!only.getKey().equals(REF.key) && !only.getKey().startsWith("Fn::")) {
            return Optional.empty();
        }
        Intrinsic function = Arrays.stream(values())
                .filter(known -> known.key.equals(only.getKey()))
                .findFirst()
                .orElseThrow(() -> place.at(mapping.line()).fault(only.getKey() + " is not known to the local cloud"));
        return Optional.of(new Call(function, only.getValue(), place.at(mapping.line())));
    }

    /** A function with its argument. */
    record Call(Intrinsic function, Node argument, Place place) {}
}
