package dev.tallystick.points;

import java.util.List;

/** What a command comes to. */
public sealed interface Decision {

    /**
     * It is carried out.
     *
     * @param entries in the order in which they happen; the last is the command's own, the others are what it does to
     *     redemptions beside it
     * @param next the account after the last
     */
    record Accepted(List<Entry> entries, Account next) implements Decision {

        public Accepted {
            entries = List.copyOf(entries);
        }

        /** The command's own entry. */
        public Entry entry() {
            return entries.getLast();
        }
    }

    /** Everything is as the command wants it already. */
    record Unchanged() implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
