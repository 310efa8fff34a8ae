package dev.tallystick.points;

/** A member's id: ours, random, and the pseudonym under which the ledger knows a person. */
public record MemberId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
