package dev.tallystick.store;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why a transaction was cancelled, write by write in the order given. */
public final class Cancellation {

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";
    private static final Set<String> OF_THE_MOMENT =
            Set.of(CONDITION_FAILED, "None", CONFLICT, "ThrottlingError", "ProvisionedThroughputExceeded");

    private final TransactionCanceledException exception;
    private final List<CancellationReason> reasons;

    public Cancellation(TransactionCanceledException exception) {
        this.exception = exception;
        this.reasons = exception.cancellationReasons();
    }

    /** Whether this write's condition did not hold. */
    public boolean conditionFailed(int write) {
        return write < reasons.size()
                && CONDITION_FAILED.equals(reasons.get(write).code());
    }

    /** Whether somebody else was writing there at the same time. */
    public boolean conflicts(int write) {
        return write < reasons.size() && CONFLICT.equals(reasons.get(write).code());
    }

    /** What lay where this write wanted to go. */
    public Item found(int write) {
        return Item.of(reasons.get(write).item());
    }

    /** @throws TransactionCanceledException unless it can go better with a fresh read */
    public void orThrowUnlessOfTheMoment() {
        if (!reasons.stream().allMatch(reason -> OF_THE_MOMENT.contains(reason.code()))) {
            throw exception;
        }
    }
}
