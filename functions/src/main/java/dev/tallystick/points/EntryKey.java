package dev.tallystick.points;

import java.time.Instant;
import java.util.Locale;

/** What an entry is of, and so where it lies: put there only if nothing is there yet, it happens once. */
public sealed interface EntryKey {

    /** What kind of operation made it, as answers name it. */
    String type();

    /** Which one. */
    String id();

    /** 0 for an operation's own entry, 1, 2 … for what followed. */
    int step();

    /** A step of an operation that somebody asked for. */
    record Step(OperationKey operation, int step) implements EntryKey {

        /** An operation takes no more steps than this. */
        public static final int MOST = 200;

        @Override
        public String type() {
            return operation.kind().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String id() {
            return operation.id();
        }
    }

    /** Points of one lot that become active on one day. */
    record Activation(MemberId member, Instant activatesAt, Instant lotEnd) implements EntryKey {

        @Override
        public String type() {
            return "activation";
        }

        @Override
        public String id() {
            return member.value() + ":" + activatesAt + ":" + lotEnd;
        }

        @Override
        public int step() {
            return 0;
        }
    }

    /** The end of a member's lot. */
    record Expiry(MemberId member, Instant lotEnd) implements EntryKey {

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

    /** The erasure of a member, which happens once. */
    record Erasure(MemberId member) implements EntryKey {

        @Override
        public String type() {
            return "erasure";
        }

        @Override
        public String id() {
            return member.value();
        }

        @Override
        public int step() {
            return 0;
        }
    }
}
