package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.util.List;

/** Keeps events until they are dealt with, and then tells those who want to know. */
final class KeptEvents implements EventBook {

    private final List<FunctionSpec> functions;
    private final EventStore store;
    private final EventReports reports;

    KeptEvents(List<FunctionSpec> functions, EventStore store, EventReports reports) {
        this.functions = functions;
        this.store = store;
        this.reports = reports;
    }

    /** Goes on with what a cloud before has left. */
    void goOn(EventCalls calls) {
        reports.passOnBy((id, record) -> functions.stream()
                .filter(function -> function.id().equals(id))
                .forEach(function -> calls.accept(function, record)));
        store.kept(functions).forEach(calls::goOn);
    }

    @Override
    public void goesOn(AcceptedEvent event) {
        store.keep(event);
    }

    @Override
    public void ends(EventOutcome outcome) {
        reports.tell(outcome);
        store.done(outcome.event());
    }
}
