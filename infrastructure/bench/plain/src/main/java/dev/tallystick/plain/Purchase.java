package dev.tallystick.plain;

import java.time.Instant;

/** What the body of a purchase says, as databind reads it. */
public record Purchase(String purchaseId, Member member, Money total, String occurredAt) {

    /** Who buys. */
    public record Member(String memberId) {}

    /** An amount in minor units. */
    public record Money(long amount, String currency) {}

    /** Fails on what is no instant. */
    Instant at() {
        return Instant.parse(occurredAt);
    }
}
