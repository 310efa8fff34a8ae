package dev.tallystick.batch;

import dev.tallystick.access.Scope;
import dev.tallystick.store.Names;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a row of a batch can be. */
enum RowType {
    ENROLMENT,
    PURCHASE,
    REFUND,
    REDEMPTION,
    REVERSAL,
    VOID,
    ACTIVATION;

    /** A key with none of these has no business with batches. */
    static final Set<Scope> SCOPES = Set.of(Scope.MEMBERS, Scope.PURCHASES, Scope.REFUNDS, Scope.REDEMPTIONS);

    /** The type that a row names; nothing where it names none that there is. */
    static Optional<RowType> of(Map<?, ?> operation) {
        return Optional.ofNullable(
                operation.get("type") instanceof String text
                        ? Names.choiceOf(RowType.class).apply(text)
                        : null);
    }

    /** What its call by itself needs; nothing where the row does not say what it is about. */
    Optional<Scope> scope(Map<?, ?> operation) {
        return Optional.ofNullable(scopeOrNull(operation));
    }

    private @Nullable Scope scopeOrNull(Map<?, ?> operation) {
        return switch (this) {
            case ENROLMENT -> Scope.MEMBERS;
            case PURCHASE, ACTIVATION -> Scope.PURCHASES;
            case REFUND -> Scope.REFUNDS;
            case REDEMPTION, REVERSAL -> Scope.REDEMPTIONS;
            case VOID -> {
                if (operation.get("purchase") != null) {
                    yield Scope.PURCHASES;
                }
                yield operation.get("redemption") != null ? Scope.REDEMPTIONS : null;
            }
        };
    }
}
