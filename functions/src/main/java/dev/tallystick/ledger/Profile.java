package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.RandomText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that is personal of a member, in one item that can be erased.
 *
 * @param version counts its changes; 0 for one of an earlier build
 * @param consents by name, in the order of their names
 * @param identifiers in the order in which they were added
 */
public record Profile(
        MemberId member,
        long version,
        @Nullable String name,
        @Nullable String locale,
        @Nullable LocalDate birthday,
        Map<String, Consent> consents,
        List<Known> identifiers) {

    /** In characters. */
    public static final int LONGEST_NAME = 200;

    /** A language with what narrows it: {@code de}, {@code zh-Hant-TW}. */
    public static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");

    /** A member has no more of them. */
    public static final int MOST_IDENTIFIERS = 20;

    /** A member is asked for no more of them. */
    public static final int MOST_CONSENTS = 20;

    private static final int ID_LENGTH = 16;

    public Profile {
        consents = new TreeMap<>(consents);
        identifiers = List.copyOf(identifiers);
    }

    /**
     * What a member allows, or not.
     *
     * @param at when it last changed
     * @param source where
     */
    public record Consent(boolean given, Instant at, String source) {}

    /**
     * An identifier with what is known of it.
     *
     * @param id random, so that it tells nothing of the value
     * @param addedAt absent where the member joined with it
     * @param blockedAt since when nobody can be named by it, if so
     */
    public record Known(
            String id,
            Identifier identifier,
            @Nullable Instant addedAt,
            @Nullable Instant blockedAt) {

        /** One that was not there before. */
        static Known fresh(Identifier identifier, @Nullable Instant addedAt) {
            return new Known(RandomText.base32(ID_LENGTH), identifier, addedAt, null);
        }
    }

    /** Of someone who joins with these identifiers. */
    public static Profile joining(
            MemberId member, @Nullable String name, @Nullable String locale, List<Identifier> identifiers) {
        return new Profile(
                member,
                1,
                name,
                locale,
                null,
                Map.of(),
                identifiers.stream()
                        .map(identifier -> Known.fresh(identifier, null))
                        .toList());
    }

    /** The card that the member shows: the first that is not blocked, if there is one. */
    public Optional<String> cardNumber() {
        return identifiers.stream()
                .filter(known -> known.identifier().type() == Identifier.Type.CARD_NUMBER && known.blockedAt() == null)
                .map(known -> known.identifier().value())
                .findFirst();
    }

    /** What is known of an identifier, if it is this member's. */
    public Optional<Known> find(Identifier identifier) {
        return identifiers.stream()
                .filter(known -> known.identifier().equals(identifier))
                .findFirst();
    }

    /** The identifier of this type and id, if it is this member's. */
    public Optional<Known> find(Identifier.Type type, String id) {
        return identifiers.stream()
                .filter(known -> known.identifier().type() == type && known.id().equals(id))
                .findFirst();
    }

    long count(Identifier.Type type) {
        return identifiers.stream()
                .filter(known -> known.identifier().type() == type)
                .count();
    }

    Profile with(Known added) {
        List<Known> more = new ArrayList<>(identifiers);
        more.add(added);
        return with(more);
    }

    Profile without(Known removed) {
        return with(identifiers.stream().filter(known -> !known.equals(removed)).toList());
    }

    Profile with(Known one, UnaryOperator<Known> change) {
        return with(identifiers.stream()
                .map(known -> known.equals(one) ? change.apply(known) : known)
                .toList());
    }

    private Profile with(List<Known> others) {
        return new Profile(member, version + 1, name, locale, birthday, consents, others);
    }

    /** Identifiers as members are named by them, each at its own place. */
    List<Identifier> plainIdentifiers() {
        return identifiers.stream()
                .map(Known::identifier)
                .sorted(Comparator.comparing(Identifier::type))
                .toList();
    }
}
