package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Hmac;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.store.SecretKeys;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds members by their identifiers, of which the tables know keyed hashes only. */
public final class Directory {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final MembersTable table;
    private final Supplier<SecretKeys> keys;
    private final MemberCodes codes;
    private final Presences presences;
    private final InstantSource clock;

    public Directory(
            MembersTable table,
            Supplier<SecretKeys> keys,
            MemberCodes codes,
            Presences presences,
            InstantSource clock) {
        this.table = table;
        this.keys = keys;
        this.codes = codes;
        this.presences = presences;
        this.clock = clock;
    }

    /** Whom a name means. */
    public sealed interface Named permits Found, Blocked, Nobody {}

    /**
     * A member. An id is taken at its word: its account tells whether there is such a member.
     *
     * @param codeStep of the member code that was shown, if one was
     */
    public record Found(MemberId member, @Nullable Long codeStep) implements Named {}

    /** The identifier is this member's and must not be used. */
    public record Blocked(MemberId member, Identifier.Type type) implements Named {}

    /** Nobody goes by it. */
    public record Nobody() implements Named {}

    /** Whom the name means now. */
    public Named named(MemberName name) {
        return switch (name) {
            case MemberName.ById(MemberId id) -> new Found(id, null);
            case MemberName.ByIdentifier(Identifier identifier) ->
                named(identifier, id -> Optional.of(new Found(id, null)));
            case MemberName.ByCode(Identifier card, String digits) ->
                named(card, id -> codes.step(id, digits, clock.instant()).map(step -> new Found(id, step)));
            case MemberName.ByPresence(String presence, String source) ->
                presences
                        .find(presence, source, clock.instant())
                        .<Named>map(found -> found)
                        .orElseGet(Nobody::new);
            case MemberName.OfNobody() -> new Nobody();
        };
    }

    private Named named(Identifier identifier, Function<MemberId, Optional<Found>> found) {
        Optional<Item> item = find(identifier);
        if (item.isEmpty()) {
            return new Nobody();
        }
        MemberId member = IdentifierItem.member(item.get());
        return IdentifierItem.isBlocked(item.get())
                ? new Blocked(member, identifier.type())
                : found.apply(member).<Named>map(there -> there).orElseGet(Nobody::new);
    }

    /** Whom the name means now, unless it must not be used. */
    public Optional<MemberId> resolve(MemberName name) {
        return named(name) instanceof Found(MemberId member, var _) ? Optional.of(member) : Optional.empty();
    }

    public Optional<Profile> profile(MemberId member) {
        return table.get(Keys.profile(member.value())).map(item -> ProfileItem.read(member, item));
    }

    /** What the retailer wrote about an entry, if anything. */
    public Optional<String> note(MemberId member, String entryId) {
        return table.get(Keys.note(member.value(), entryId)).map(item -> item.text("note"));
    }

    /** The item under which an identifier is found from now on. */
    Item item(Identifier identifier, MemberId member) {
        return IdentifierItem.write(keys(identifier, keys.get().current()), member, null);
    }

    /** Where an identifier would be if it had been put under another version of the key; it is taken there as well. */
    List<Keys> elsewhere(Identifier identifier) {
        List<SecretKeys.Version> versions = keys.get().all();
        return versions.stream()
                .skip(1)
                .map(version -> keys(identifier, version))
                .toList();
    }

    /** Where a profile's identifiers lie, each under the version of the key with which it was put. */
    List<Keys> places(Profile profile) {
        return profile.plainIdentifiers().stream()
                .flatMap(identifier -> place(identifier, profile.member()).stream())
                .toList();
    }

    /** Where this member's identifier lies. */
    Optional<Keys> place(Identifier identifier, MemberId member) {
        return find(identifier)
                .filter(item -> IdentifierItem.member(item).equals(member))
                .map(item -> Keys.of(item.attributes()));
    }

    private Optional<Item> find(Identifier identifier) {
        List<SecretKeys.Version> versions = keys.get().all();
        return versions.stream()
                .flatMap(version -> table.get(keys(identifier, version)).stream())
                .findFirst();
    }

    private static Keys keys(Identifier identifier, SecretKeys.Version version) {
        String type = Names.of(identifier.type());
        byte[] hash = Hmac.sha256(version.key(), type + ":" + identifier.value());
        return Keys.identifier(type, version.id(), BASE64.encodeToString(hash));
    }
}
