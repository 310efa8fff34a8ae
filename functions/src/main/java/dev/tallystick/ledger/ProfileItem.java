package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A profile as an item of the Members table. Format 1, of earlier builds, had one identifier of a type and neither ids nor a
 * version; it is read as such, and becomes format 2 with its next change.
 */
final class ProfileItem {

    private static final int FORMAT = 2;
    private static final int FIRST_FORMAT = 1;
    private static final String VERSION = "version";

    private ProfileItem() {}

    static Item write(Profile profile) {
        LocalDate birthday = profile.birthday();
        return Item.with(Keys.profile(profile.member().value()))
                .put("format", FORMAT)
                .put(VERSION, profile.version())
                .put("name", profile.name())
                .put("locale", profile.locale())
                .put("birthday", birthday == null ? null : birthday.toString())
                .put("consents", consents(profile.consents()))
                .put(
                        "identifiers",
                        AttributeValue.fromL(profile.identifiers().stream()
                                .map(ProfileItem::identifier)
                                .toList()));
    }

    /** @throws RuntimeException when it is not as this code or an earlier build writes it */
    static Profile read(MemberId member, Item item) {
        if (item.number("format") == FIRST_FORMAT) {
            return readFirst(member, item);
        }
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("a profile of a format that this code does not know");
        }
        return new Profile(
                member,
                item.number(VERSION),
                item.optionalText("name"),
                item.optionalText("locale"),
                Optional.ofNullable(item.optionalText("birthday"))
                        .map(LocalDate::parse)
                        .orElse(null),
                item.has("consents") ? consents(item.value("consents")) : Map.of(),
                item.value("identifiers").l().stream()
                        .map(ProfileItem::identifier)
                        .toList());
    }

    private static Profile readFirst(MemberId member, Item item) {
        List<Profile.Known> identifiers = new ArrayList<>();
        add(identifiers, Identifier.Type.CARD_NUMBER, item.text("cardNumber"));
        add(identifiers, Identifier.Type.PHONE, item.optionalText("phone"));
        add(identifiers, Identifier.Type.EMAIL, item.optionalText("email"));
        add(identifiers, Identifier.Type.EXTERNAL_ID, item.optionalText("externalId"));
        return new Profile(
                member, 0, item.optionalText("name"), item.optionalText("locale"), null, Map.of(), identifiers);
    }

    /** There was one of a type, so that its place is its id. */
    private static void add(List<Profile.Known> identifiers, Identifier.Type type, @Nullable String value) {
        if (value != null) {
            identifiers.add(new Profile.Known("first", new Identifier(type, value), null, null));
        }
    }

    /** A write that fails where the profile has changed, or gone, since the version before. */
    static TransactWriteItem put(String table, Profile profile, long versionBefore) {
        return Database.put(Put.builder()
                .tableName(table)
                .item(write(profile).attributes())
                .conditionExpression(unchanged(versionBefore))
                .expressionAttributeValues(values(versionBefore))
                .build());
    }

    /** A write that fails where the profile has changed, or gone. */
    static TransactWriteItem delete(String table, Profile profile) {
        return Database.delete(Delete.builder()
                .tableName(table)
                .key(Keys.profile(profile.member().value()).attributes())
                .conditionExpression(unchanged(profile.version()))
                .expressionAttributeValues(values(profile.version()))
                .build());
    }

    private static String unchanged(long version) {
        return version == 0
                ? "attribute_exists(%s) and attribute_not_exists(%s)".formatted(Keys.PK, VERSION)
                : VERSION + " = :before";
    }

    private static @Nullable Map<String, AttributeValue> values(long version) {
        return version == 0 ? null : Map.of(":before", number(version));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue identifier(Profile.Known known) {
        Map<String, AttributeValue> fields = new HashMap<>();
        fields.put("id", AttributeValue.fromS(known.id()));
        fields.put("type", AttributeValue.fromS(Names.of(known.identifier().type())));
        fields.put("value", AttributeValue.fromS(known.identifier().value()));
        put(fields, "addedAt", known.addedAt());
        put(fields, "blockedAt", known.blockedAt());
        return AttributeValue.fromM(fields);
    }

    private static Profile.Known identifier(AttributeValue value) {
        Item fields = Item.of(value.m());
        return new Profile.Known(
                fields.text("id"),
                new Identifier(Names.parse(Identifier.Type.class, fields.text("type")), fields.text("value")),
                fields.optionalInstant("addedAt"),
                fields.optionalInstant("blockedAt"));
    }

    private static @Nullable AttributeValue consents(Map<String, Profile.Consent> consents) {
        Map<String, AttributeValue> byName = new HashMap<>();
        consents.forEach((name, consent) -> byName.put(
                name,
                AttributeValue.fromM(Map.of(
                        "given", AttributeValue.fromBool(consent.given()),
                        "at", AttributeValue.fromS(consent.at().toString()),
                        "source", AttributeValue.fromS(consent.source())))));
        return byName.isEmpty() ? null : AttributeValue.fromM(byName);
    }

    private static Map<String, Profile.Consent> consents(AttributeValue value) {
        Map<String, Profile.Consent> consents = new TreeMap<>();
        value.m().forEach((name, consent) -> {
            Item fields = Item.of(consent.m());
            consents.put(
                    name,
                    new Profile.Consent(
                            Boolean.TRUE.equals(fields.value("given").bool()),
                            fields.instant("at"),
                            fields.text("source")));
        });
        return consents;
    }

    private static void put(Map<String, AttributeValue> fields, String name, @Nullable Instant instant) {
        if (instant != null) {
            fields.put(name, AttributeValue.fromS(instant.toString()));
        }
    }
}
