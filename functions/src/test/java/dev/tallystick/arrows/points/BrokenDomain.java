package dev.tallystick.arrows.points;

import tools.jackson.core.json.JsonFactory;

/** A domain that knows JSON, so that the architecture test can be seen to fail. */
public final class BrokenDomain {

    public final JsonFactory json = new JsonFactory();
}
