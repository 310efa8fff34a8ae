package dev.tallystick.setup;

import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** {@code {name?, timeZone?, country?}}: what is to be otherwise. Id and channel are fixed: the ledger rests on them. */
record SourceChange(
        @Nullable String name,
        @Nullable ZoneId timeZone,
        @Nullable String country) {

    static SourceChange read(Fields body) {
        SourceChange change = new SourceChange(
                body.optionalText("name", SourceFields.LONGEST_NAME),
                SourceFields.zone(body),
                SourceFields.country(body));
        body.finish();
        return change;
    }

    Source of(Source source) {
        return new Source(
                source.id(),
                source.channel(),
                name == null ? source.name() : name,
                timeZone == null ? source.timeZone() : timeZone,
                country == null ? source.country() : country);
    }
}
