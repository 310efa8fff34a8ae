package dev.tallystick.member;

import dev.tallystick.access.Caller;
import dev.tallystick.api.Identifiers;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Identifier;
import java.util.Optional;

/** A further identifier of a member, {@code {type, value}}. */
final class IdentifierRequest {

    private IdentifierRequest() {}

    /** The identifier in its one form. */
    static Identifier read(Fields body, Caller caller) {
        var _ = Write.readWithoutId(body);
        Identifier.Type type = body.choice("type", "phone, email, cardNumber, externalId", Identifiers::type);
        String value = body.anyText("value");
        Optional<Identifier> identifier =
                type == null ? Optional.empty() : Identifiers.of(type, value, caller.source());
        if (type != null && identifier.isEmpty() && body.has("value")) {
            body.fault("value", Identifiers.expected(type, caller.source()));
        }
        body.finish();
        return identifier.orElseThrow();
    }
}
