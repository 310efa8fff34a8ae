package dev.tallystick.batch;

import dev.tallystick.access.Caller;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.OperationIds;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.Operations;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKind;
import java.util.Map;
import java.util.Optional;

/** Whose points a row concerns, where one before it failed: one member's operations keep their order. */
final class Whose {

    private final Directory directory;
    private final Operations operations;

    Whose(Directory directory, Operations operations) {
        this.directory = directory;
        this.operations = operations;
    }

    /** The member, where one can be told. */
    Optional<MemberId> of(Map<?, ?> operation, Caller caller) {
        Fields body = Fields.of(operation);
        if (operation.get("member") instanceof Map<?, ?>) {
            return directory.resolve(MemberNames.read(body, caller.source()));
        }
        return named(operation, "purchase", OperationKind.PURCHASE, caller)
                .or(() -> named(operation, "redemption", OperationKind.REDEMPTION, caller));
    }

    private Optional<MemberId> named(Map<?, ?> operation, String field, OperationKind kind, Caller caller) {
        return operation.get(field) instanceof String id
                ? OperationIds.of(kind, id, caller).map(operations::find).flatMap(Whose::member)
                : Optional.empty();
    }

    private static Optional<MemberId> member(Operations.Found found) {
        return switch (found) {
            case Operations.Found.Steps(var steps) ->
                Optional.of(steps.getFirst().entry().member());
            case Operations.Found.Nothing _, Operations.Found.Closed _ -> Optional.empty();
        };
    }
}
