package dev.tallystick.stream;

import java.math.BigInteger;
import java.util.Optional;

/** The position up to which a consumer has taken a shard; nothing before its first event. */
public record Watermark(String shardId, Optional<BigInteger> position) {

    boolean isBefore(BigInteger other) {
        return position.isEmpty() || position.get().compareTo(other) < 0;
    }

    static Watermark at(String shardId, BigInteger position) {
        return new Watermark(shardId, Optional.of(position));
    }
}
