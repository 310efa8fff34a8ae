package dev.tallystick.local.template;

import dev.tallystick.local.Fault;

/** Where something stands: in which property of whom, and on which line. */
record Place(String file, String owner, String property, int line) {

    Place inside(String key, int atLine) {
        return new Place(file, owner, property.isEmpty() ? key : property + "." + key, atLine);
    }

    Place at(int other) {
        return new Place(file, owner, property, other);
    }

    Fault fault(String problem) {
        String where = property.isEmpty() ? owner : owner + ", property " + property;
        return new Fault(file + ":" + line + ": " + where + ": " + problem);
    }
}
