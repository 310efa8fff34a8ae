package dev.tallystick.setup;

import dev.tallystick.access.Grant;
import dev.tallystick.access.Scope;
import dev.tallystick.json.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a key is for, as requests say it: {@code {terminal?, scopes: […], name?, ratePerMinute?}}. */
final class GrantFields {

    private static final int HIGHEST_RATE = 60_000;

    private GrantFields() {}

    static Grant read(Fields body, String source) {
        return new Grant(
                source,
                body.optionalMatch("terminal", SourceFields.ID),
                scopes(body),
                body.optionalText("name", SourceFields.LONGEST_NAME),
                body.has("ratePerMinute") ? body.integer("ratePerMinute", 1, HIGHEST_RATE) : null);
    }

    private static Set<Scope> scopes(Fields body) {
        List<String> ids = body.texts("scopes", Scope.values().length, SourceFields.ID);
        Set<Scope> scopes = new HashSet<>();
        for (String id : ids) {
            Stream.of(Scope.values())
                    .filter(scope -> scope.id().equals(id))
                    .findFirst()
                    .ifPresentOrElse(scopes::add, () -> body.fault("scopes", "no scope is called " + id));
        }
        if (ids.isEmpty()) {
            body.fault("scopes", "must name at least one scope");
        }
        return scopes;
    }
}
