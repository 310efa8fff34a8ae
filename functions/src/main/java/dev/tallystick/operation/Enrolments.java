package dev.tallystick.operation;

import dev.tallystick.api.Call;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.points.OperationKind;
import java.time.InstantSource;

/** Customers join. */
public final class Enrolments {

    private final Ledger ledger;
    private final InstantSource clock;

    public Enrolments(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @throws Fields.Invalid when the body is not an enrolment's */
    public Outcome enrol(Call call, Fields body) {
        EnrolmentRequest enrolment = EnrolmentRequest.read(body, call.caller());
        return ledger.enrol(
                enrolment.write().request(OperationKind.ENROLMENT, call, enrolment.asked(), clock.instant()),
                enrolment::newMember);
    }
}
