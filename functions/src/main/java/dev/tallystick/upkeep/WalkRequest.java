package dev.tallystick.upkeep;

import dev.tallystick.json.Fields;
import java.util.regex.Pattern;

/**
 * What a walk over all members is asked.
 *
 * @param walk its name, so that one by hand and one by schedule go on each for itself
 * @param share which part of the members, where several calls share them
 * @param restart whether it begins anew
 * @param force what else it may do, where it is asked twice
 */
record WalkRequest(String walk, Share share, boolean restart, boolean force) {

    private static final Pattern NAME = Pattern.compile("[a-z-]{1,32}");

    /** The name under which it keeps how far it has come. */
    String name() {
        return share.nameOf(walk);
    }

    static WalkRequest read(Fields payload) {
        String walk = payload.optionalMatch("walk", NAME);
        WalkRequest request = new WalkRequest(
                walk == null ? "schedule" : walk,
                Share.read(payload),
                payload.flag("restart", false),
                payload.flag("force", false));
        payload.finish();
        return request;
    }
}
