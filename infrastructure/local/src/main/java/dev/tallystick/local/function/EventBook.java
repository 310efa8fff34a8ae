package dev.tallystick.local.function;

/** Is told how events fare that nobody waits for. */
interface EventBook {

    /** One that forgets everything. */
    EventBook NONE = new EventBook() {
        @Override
        public void goesOn(AcceptedEvent event) {}

        @Override
        public void ends(EventOutcome outcome) {}
    };

    /** The event was accepted, or an attempt has failed and another one follows. */
    void goesOn(AcceptedEvent event);

    /** There is nothing more to do with it. */
    void ends(EventOutcome outcome);
}
