package dev.tallystick.setup;

import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Channel;
import dev.tallystick.store.Names;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source as requests describe it: {@code {id, channel, name, timeZone, country}}. */
final class SourceFields {

    static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    static final int LONGEST_NAME = 64;

    private static final ZoneId HARMLESS = ZoneId.of("UTC");

    private SourceFields() {}

    static Source read(Fields source) {
        Channel channel = source.choice("channel", Names.all(Channel.class), Names.choiceOf(Channel.class));
        ZoneId zone = zone(source);
        if (zone == null && !source.has("timeZone")) {
            source.fault("timeZone", "is required");
        }
        String country = country(source);
        if (country == null && !source.has("country")) {
            source.fault("country", "is required");
        }
        return new Source(
                id(source),
                channel == null ? Channel.OFFICE : channel,
                source.text("name", LONGEST_NAME),
                zone == null ? HARMLESS : zone,
                country == null ? "" : country);
    }

    private static String id(Fields source) {
        String id = source.match("id", ID);
        if (id.equals(Origin.TIME)) {
            source.fault("id", "is the source of what time does");
        }
        return id;
    }

    /** The zone, where one is given that there is. */
    static @Nullable ZoneId zone(Fields source) {
        String id = source.optionalAnyText("timeZone");
        if (id == null) {
            return null;
        }
        if (ZoneId.getAvailableZoneIds().contains(id)) {
            return ZoneId.of(id);
        }
        source.fault("timeZone", "must be a zone of the IANA time zone database");
        return null;
    }

    /** The country, where one is given that there is. */
    static @Nullable String country(Fields source) {
        String country = source.optionalAnyText("country");
        if (country == null || Set.of(Locale.getISOCountries()).contains(country)) {
            return country;
        }
        source.fault("country", "must be a country code of ISO 3166-1 such as DE");
        return null;
    }
}
