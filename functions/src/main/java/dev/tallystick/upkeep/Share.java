package dev.tallystick.upkeep;

import dev.tallystick.json.Fields;
import java.util.stream.IntStream;

/**
 * Which part of the work a call does, where several share it: part 0 of 1 is all of it.
 *
 * @param part from 0 on
 * @param parts at most {@value #MOST}
 */
record Share(int part, int parts) {

    /** As many as the index of what is due has shards. */
    static final int MOST = 64;

    static final Share WHOLE = new Share(0, 1);

    Share {
        if (parts < 1 || parts > MOST || part < 0 || part >= parts) {
            throw new IllegalArgumentException("no part %d of %d".formatted(part, parts));
        }
    }

    /** From {@code part} and {@code parts}; what is wrong with them is noted in the payload. */
    static Share read(Fields payload) {
        if (!payload.has("parts") && !payload.has("part")) {
            return WHOLE;
        }
        long parts = payload.integer("parts", 1, MOST);
        long part = payload.integer("part", 0, MOST - 1);
        if (part >= parts) {
            payload.fault("part", "must be less than parts");
        }
        return payload.sound() ? new Share((int) part, (int) parts) : WHOLE;
    }

    /** Those of so many shards that are this part's. */
    IntStream shards(int all) {
        return IntStream.range(0, all).filter(shard -> shard % parts == part);
    }

    /** The name under which this part of a walk keeps how far it has come: another number of parts begins anew. */
    String nameOf(String walk) {
        return parts == 1 ? walk : "%s-%d-of-%d".formatted(walk, part, parts);
    }
}
