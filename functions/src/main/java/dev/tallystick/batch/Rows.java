package dev.tallystick.batch;

import dev.tallystick.access.Access;
import dev.tallystick.access.Forbidden;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.OperationIds;
import dev.tallystick.http.Problem;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.operation.Enrolments;
import dev.tallystick.operation.Purchases;
import dev.tallystick.operation.Redemptions;
import dev.tallystick.operation.Refunds;
import dev.tallystick.operation.RowResult;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.store.Names;
import java.util.Map;

/** Carries out one row of a batch, as its own call would; what that call has in its path is a field here. */
final class Rows {

    private final Enrolments enrolments;
    private final Purchases purchases;
    private final Refunds refunds;
    private final Redemptions redemptions;
    private final Answers answers;

    Rows(Enrolments enrolments, Purchases purchases, Refunds refunds, Redemptions redemptions, Answers answers) {
        this.enrolments = enrolments;
        this.purchases = purchases;
        this.refunds = refunds;
        this.redemptions = redemptions;
        this.answers = answers;
    }

    /** @throws RuntimeException when it came to nothing and is to be tried again */
    RowResult apply(Call call, Map<?, ?> operation) {
        try {
            Fields body = Fields.of(operation);
            RowType type = body.choice("type", Names.all(RowType.class), Names.choiceOf(RowType.class));
            refuseCodes(body);
            return type == null ? unknown(body) : apply(call, type, body);
        } catch (Fields.Invalid e) {
            return RowResult.refused(Problem.invalid(e.faults()));
        } catch (Forbidden e) {
            return RowResult.refused(Access.lacking(e.scope()));
        }
    }

    private RowResult apply(Call call, RowType type, Fields body) {
        return switch (type) {
            case ENROLMENT -> of(enrolments.enrol(call, body));
            case PURCHASE -> of(purchases.record(call, body));
            case REDEMPTION -> of(redemptions.redeem(call, body));
            case REFUND -> refunded(refunds.refund(call, body));
            case ACTIVATION -> {
                OperationKey purchase = subject(call, body, "purchase", OperationKind.PURCHASE);
                yield of(purchase, purchases.activate(call, purchase, body));
            }
            case REVERSAL -> {
                OperationKey redemption = subject(call, body, "redemption", OperationKind.REDEMPTION);
                yield of(redemption, redemptions.reverse(call, redemption, body));
            }
            case VOID -> voided(call, body);
        };
    }

    private RowResult voided(Call call, Fields body) {
        if (body.has("purchase") == body.has("redemption")) {
            body.fault("", "must have exactly one of purchase, redemption");
        }
        if (body.has("redemption")) {
            OperationKey redemption = subject(call, body, "redemption", OperationKind.REDEMPTION);
            return of(redemption, redemptions.voidRedemption(call, redemption, body));
        }
        OperationKey purchase = subject(call, body, "purchase", OperationKind.PURCHASE);
        return of(purchase, purchases.voidPurchase(call, purchase, body));
    }

    /** A code proves that the member is there now, which nobody can say of a till without a network. */
    private static void refuseCodes(Fields body) {
        Fields member = body.optionalObject("member");
        if (member == null) {
            return;
        }
        for (String name : new String[] {"memberCode", "presence"}) {
            if (member.has(name)) {
                member.fault(name, "has no place in a batch");
            }
        }
    }

    private static RowResult unknown(Fields body) {
        body.finish();
        throw new IllegalStateException("a type that nobody knows was not noted");
    }

    private static OperationKey subject(Call call, Fields body, String name, OperationKind kind) {
        OperationKey subject = OperationIds.read(body, name, kind, call.caller());
        call.caller().mustActOn(subject.source());
        return subject;
    }

    private RowResult of(Outcome outcome) {
        return RowResult.of(outcome, answers);
    }

    private RowResult refunded(Refunds.Refunded refunded) {
        return switch (refunded) {
            case Refunds.Refunded.Waits(String id) -> RowResult.waiting(id);
            case Refunds.Refunded.Answered(String id, var _, var followed) -> RowResult.of(id, followed, answers);
        };
    }

    private RowResult of(OperationKey subject, Followed<?> followed) {
        return RowResult.of(subject.id(), followed, answers);
    }
}
