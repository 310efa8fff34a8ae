package dev.tallystick.setup;

import dev.tallystick.access.Grant;
import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;

/** The first keys of an installation: {@code {source: {id, channel, name, timeZone, country}, terminal?, scopes: […]}}. */
record KeyRequest(Source source, Grant grant) {

    static KeyRequest read(Fields body) {
        Fields described = body.object("source");
        Source source = SourceFields.read(described);
        described.noOthers();
        KeyRequest request = new KeyRequest(source, GrantFields.read(body, source.id()));
        body.finish();
        return request;
    }
}
