package dev.tallystick.local.function;

import java.util.Optional;

/** What has become of an event; with the last answer of its function where it was called at all. */
record EventOutcome(AcceptedEvent event, Condition condition, Optional<Answer> answer) {

    /** By Lambda's names. */
    enum Condition {
        SUCCESS("Success"),
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded"),
        ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
