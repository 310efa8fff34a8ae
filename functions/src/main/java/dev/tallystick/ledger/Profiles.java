package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Cancellation;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.store.Pause;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Changes what is known of members beside their points. A profile is put only on the version that was read, together with the
 * identifiers that come or go, so that no change is lost and nobody is found by what is not theirs.
 *
 * <p>Every method may throw {@link Backoff.Exhausted} when conflicts outlast the retries, and
 * {@link dev.tallystick.store.Unavailable} when the store does not answer.
 */
public final class Profiles {

    private final Database database;
    private final Tables tables;
    private final Directory directory;
    private final InstantSource clock;
    private final Supplier<? extends Pause> pauses;

    public Profiles(Database database, Tables tables, Directory directory, InstantSource clock) {
        this(database, tables, directory, clock, Backoff::new);
    }

    /** @param pauses one for each request, between attempts */
    Profiles(
            Database database,
            Tables tables,
            Directory directory,
            InstantSource clock,
            Supplier<? extends Pause> pauses) {
        this.database = database;
        this.tables = tables;
        this.directory = directory;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** What became of a change. */
    public sealed interface Changed {

        /**
         * The profile is as it was to be.
         *
         * @param now whether this request has made it so
         */
        record Done(Profile profile, boolean now) implements Changed {}

        /** Nothing was written. */
        record Refused(Refusal refusal) implements Changed {}
    }

    /** What a change comes to on a profile as it stands. */
    private sealed interface Step {

        record Refused(Refusal refusal) implements Step {}

        /**
         * @param beside further writes, of identifiers
         * @param taken what it means where one of them cannot be made
         */
        record Put(
                Profile next,
                List<TransactWriteItem> beside,
                @Nullable Refusal taken) implements Step {}
    }

    /** Another name, language or birthday, and consents. */
    public Changed change(MemberId member, ProfileChange change) {
        Instant now = now();
        return change(member, profile -> {
            Profile next = change.of(profile, now);
            return next.consents().size() > Profile.MOST_CONSENTS
                    ? new Step.Refused(new Refusal.TooManyConsents(Profile.MOST_CONSENTS))
                    : new Step.Put(next, List.of(), null);
        });
    }

    /** A further identifier; one that the member has already stays as it is. */
    public Changed add(MemberId member, Identifier identifier) {
        Instant now = now();
        return change(member, profile -> {
            if (profile.find(identifier).isPresent()) {
                return new Step.Put(profile, List.of(), null);
            }
            if (profile.identifiers().size() >= Profile.MOST_IDENTIFIERS) {
                return new Step.Refused(new Refusal.TooManyIdentifiers(Profile.MOST_IDENTIFIERS));
            }
            List<TransactWriteItem> claim = new ArrayList<>();
            claim.add(Database.putIfAbsent(tables.members(), directory.item(identifier, member)));
            directory.elsewhere(identifier).forEach(keys -> claim.add(Database.checkAbsent(tables.members(), keys)));
            return new Step.Put(
                    profile.with(Profile.Known.fresh(identifier, now)),
                    claim,
                    new Refusal.IdentifierTaken(Names.of(identifier.type())));
        });
    }

    /** An identifier is the member's no longer, and free for anyone; the last card stays. */
    public Changed remove(MemberId member, Identifier.Type type, String id) {
        return change(member, profile -> {
            Optional<Profile.Known> known = profile.find(type, id);
            if (known.isEmpty()) {
                return new Step.Put(profile, List.of(), null);
            }
            if (type == Identifier.Type.CARD_NUMBER && profile.count(type) == 1) {
                return new Step.Refused(new Refusal.LastCardNumber());
            }
            return new Step.Put(
                    profile.without(known.get()),
                    write(profile, known.get(), place -> IdentifierItem.delete(tables.members(), place, member)),
                    null);
        });
    }

    /** Nobody can be named by an identifier, or can again; either way it stays the member's. */
    public Changed block(MemberId member, Identifier.Type type, String id, boolean blocked) {
        Instant now = now();
        return change(member, profile -> {
            Optional<Profile.Known> found = profile.find(type, id);
            if (found.isEmpty()) {
                return new Step.Refused(new Refusal.IdentifierNotFound());
            }
            Profile.Known known = found.get();
            if (blocked == (known.blockedAt() != null)) {
                return new Step.Put(profile, List.of(), null);
            }
            Instant blockedAt = blocked ? now : null;
            return new Step.Put(
                    profile.with(known, is -> new Profile.Known(is.id(), is.identifier(), is.addedAt(), blockedAt)),
                    write(profile, known, place -> IdentifierItem.put(tables.members(), place, member, blockedAt)),
                    null);
        });
    }

    private List<TransactWriteItem> write(
            Profile profile, Profile.Known known, Function<Keys, TransactWriteItem> write) {
        return directory.place(known.identifier(), profile.member()).stream()
                .map(write)
                .toList();
    }

    private Changed change(MemberId member, Function<Profile, Step> decide) {
        Pause pause = pauses.get();
        while (true) {
            Optional<Profile> found = directory.profile(member);
            if (found.isEmpty()) {
                return new Changed.Refused(new Refusal.MemberNotFound());
            }
            Optional<Changed> changed = switch (decide.apply(found.get())) {
                case Step.Refused(Refusal refusal) -> Optional.of(new Changed.Refused(refusal));
                case Step.Put put -> put(found.get(), put);
            };
            if (changed.isPresent()) {
                return changed.get();
            }
            pause.pause();
        }
    }

    /** Nothing where the profile is no longer as it was read. */
    private Optional<Changed> put(Profile before, Step.Put put) {
        if (put.next().equals(before)) {
            return Optional.of(new Changed.Done(before, false));
        }
        // Cancellation reasons come in the order of the writes.
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(ProfileItem.put(tables.members(), put.next(), before.version()));
        writes.addAll(put.beside());
        try {
            database.transact(writes);
            return Optional.of(new Changed.Done(put.next(), true));
        } catch (TransactionCanceledException e) {
            return cancelled(new Cancellation(e), put);
        }
    }

    private static Optional<Changed> cancelled(Cancellation cancellation, Step.Put put) {
        Refusal taken = put.taken();
        boolean profileStands = !cancellation.conditionFailed(0) && !cancellation.conflicts(0);
        for (int i = 1; i <= put.beside().size(); i++) {
            if (profileStands && taken != null && cancellation.conditionFailed(i)) {
                return Optional.of(new Changed.Refused(taken));
            }
        }
        cancellation.orThrowUnlessOfTheMoment();
        return Optional.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
