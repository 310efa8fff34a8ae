package dev.tallystick.insight;

import java.math.BigInteger;
import java.util.Optional;

/** The position up to which a shard is counted; nothing before its first entry. */
record Watermark(String shardId, Optional<BigInteger> position) {

    boolean isBefore(BigInteger other) {
        return position.isEmpty() || position.get().compareTo(other) < 0;
    }

    Watermark movedTo(BigInteger next) {
        return new Watermark(shardId, Optional.of(next));
    }
}
