package dev.tallystick.setup;

import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.ProgramJson;
import dev.tallystick.points.Program;
import java.util.Map;

/** A key as its holder may know it: whose it is, what it may do, and what of the program a till needs. */
final class OwnKeyAnswer {

    private OwnKeyAnswer() {}

    static Map<String, Object> of(Caller caller, Program program) {
        return new JsonObject()
                .with("keyId", caller.keyId())
                .with("source", SourceAnswer.of(caller.source()))
                .with("terminal", caller.terminal())
                .with("scopes", caller.scopes().stream().sorted().map(Scope::id).toList())
                .with("program", rules(ProgramJson.write(program)))
                .build();
    }

    /** Not how points are earned: a quote tells that, with all that it depends on. */
    private static Map<String, Object> rules(Map<String, Object> program) {
        JsonObject rules = new JsonObject();
        for (String name : new String[] {"name", "currency", "timeZone", "redeem", "hold", "brand"}) {
            rules.with(name, program.get(name));
        }
        return rules.build();
    }
}
