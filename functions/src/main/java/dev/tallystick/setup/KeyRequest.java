package dev.tallystick.setup;

import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Channel;
import dev.tallystick.store.Names;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code {source: {id, channel, name, timeZone, country}, terminal?, scopes: […]}}. */
record KeyRequest(Source source, @Nullable String terminal, Set<Scope> scopes) {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int LONGEST_NAME = 64;

    KeyRequest {
        scopes = Set.copyOf(scopes);
    }

    static KeyRequest read(Fields body) {
        KeyRequest request =
                new KeyRequest(source(body.object("source")), body.optionalMatch("terminal", ID), scopes(body));
        body.finish();
        return request;
    }

    private static Source source(Fields source) {
        Channel channel = source.choice("channel", Names.all(Channel.class), Names.choiceOf(Channel.class));
        String zone = source.text("timeZone", LONGEST_NAME);
        boolean known = ZoneId.getAvailableZoneIds().contains(zone);
        if (!known) {
            source.fault("timeZone", "must be a zone of the IANA time zone database");
        }
        String country = source.text("country", 2);
        if (!Set.of(Locale.getISOCountries()).contains(country)) {
            source.fault("country", "must be a country code of ISO 3166-1 such as DE");
        }
        Source read = new Source(
                id(source),
                channel == null ? Channel.OFFICE : channel,
                source.text("name", LONGEST_NAME),
                ZoneId.of(known ? zone : "UTC"),
                country);
        source.noOthers();
        return read;
    }

    private static String id(Fields source) {
        String id = source.match("id", ID);
        if (id.equals(Origin.TIME)) {
            source.fault("id", "is the source of what time does");
        }
        return id;
    }

    private static Set<Scope> scopes(Fields body) {
        List<String> ids = body.texts("scopes", Scope.values().length, ID);
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
