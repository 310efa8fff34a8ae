package dev.tallystick.points;

import java.time.Instant;

/**
 * A member's way from one channel to the other: the first purchases in both. Which of them was recorded first does not matter.
 *
 * @param online when the member first bought online
 * @param inStore when the member first bought in a store
 */
public record Journey(Instant online, Instant inStore) {

    /** Where it began; at one instant, online. */
    public Channel from() {
        return inStore.isBefore(online) ? Channel.IN_STORE : Channel.ONLINE;
    }

    /** Where it led. */
    public Channel to() {
        return from() == Channel.ONLINE ? Channel.IN_STORE : Channel.ONLINE;
    }

    public Instant beganAt() {
        return from() == Channel.ONLINE ? online : inStore;
    }

    public Instant endedAt() {
        return from() == Channel.ONLINE ? inStore : online;
    }
}
