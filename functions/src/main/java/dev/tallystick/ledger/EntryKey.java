package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.time.Instant;

/** What an entry is of, and so where it lies: put there only if nothing is there yet, it happens once. */
public sealed interface EntryKey {

    /** Where the entry lies. */
    Keys keys();

    /** What kind of operation made it, as answers name it. */
    String type();

    /** Which one. */
    String id();

    /** 0 for an operation's own entry, 1, 2 … for what followed. */
    int step();

    /** A step of an operation that somebody asked for. */
    record Step(OperationKey operation, int step) implements EntryKey {

        @Override
        public Keys keys() {
            return operation.step(step);
        }

        @Override
        public String type() {
            return Names.of(operation.kind());
        }

        @Override
        public String id() {
            return operation.id();
        }
    }

    /** The end of a member's lot. */
    record Expiry(MemberId member, Instant lotEnd) implements EntryKey {

        private static final String PARTITION = "EXPIRY#";

        @Override
        public Keys keys() {
            return Keys.expiry(member.value(), lotEnd.toString());
        }

        @Override
        public String type() {
            return "expiry";
        }

        @Override
        public String id() {
            return member.value() + ":" + lotEnd;
        }

        @Override
        public int step() {
            return 0;
        }
    }

    /** @throws RuntimeException when it is not where an entry lies */
    static EntryKey read(Item item) {
        if (item.pk().startsWith(Expiry.PARTITION)) {
            return new Expiry(new MemberId(item.pk().substring(Expiry.PARTITION.length())), Instant.parse(item.sk()));
        }
        return new Step(OperationKey.ofPartition(item.pk()), Integer.parseInt(item.sk()));
    }
}
