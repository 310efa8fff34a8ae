package dev.tallystick.points;

/** What a command comes to. */
public sealed interface Decision {

    /** It is carried out: this entry, after which the account is as {@code next} says. */
    record Accepted(Entry entry, Account next) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
