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

    /**
     * Whom a name means.
     *
     * @param codeStep of the member code that was shown, if one was
     */
    public record Found(MemberId member, @Nullable Long codeStep) {}

    /** Whom the name means now. An id is taken at its word: its account tells whether there is such a member. */
    public Optional<Found> find(MemberName name) {
        return switch (name) {
            case MemberName.ById(MemberId id) -> Optional.of(new Found(id, null));
            case MemberName.ByIdentifier(Identifier identifier) ->
                owner(identifier).map(id -> new Found(id, null));
            case MemberName.ByCode(Identifier card, String digits) ->
                owner(card)
                        .flatMap(id -> codes.step(id, digits, clock.instant()).map(step -> new Found(id, step)));
            case MemberName.ByPresence(String presence, String source) ->
                presences.find(presence, source, clock.instant());
            case MemberName.OfNobody() -> Optional.empty();
        };
    }

    /** As {@link #find}, without what was shown. */
    public Optional<MemberId> resolve(MemberName name) {
        return find(name).map(Found::member);
    }

    public Optional<Profile> profile(MemberId member) {
        return table.get(Keys.profile(member.value())).map(item -> ProfileItem.read(member, item));
    }

    /** The item under which an identifier is found from now on. */
    Item item(Identifier identifier, MemberId member) {
        return Item.with(keys(identifier, keys.get().current())).put("member", member.value());
    }

    /** Where an identifier would be if it had been put under another version of the key; it is taken there as well. */
    List<Keys> elsewhere(Identifier identifier) {
        List<SecretKeys.Version> versions = keys.get().all();
        return versions.stream()
                .skip(1)
                .map(version -> keys(identifier, version))
                .toList();
    }

    private Optional<MemberId> owner(Identifier identifier) {
        List<SecretKeys.Version> versions = keys.get().all();
        return versions.stream()
                .flatMap(version -> table.get(keys(identifier, version)).stream())
                .findFirst()
                .map(item -> new MemberId(item.text("member")));
    }

    private static Keys keys(Identifier identifier, SecretKeys.Version version) {
        String type = Names.of(identifier.type());
        byte[] hash = Hmac.sha256(version.key(), type + ":" + identifier.value());
        return Keys.identifier(type, version.id(), BASE64.encodeToString(hash));
    }
}
