package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import java.util.List;
import java.util.Optional;

/**
 * Where entries and accounts are kept. Every read sees every commit before it. Any method may throw
 * {@link dev.tallystick.store.Unavailable}.
 */
public interface LedgerStore {

    /** The account of a member, or nothing where there is no such member. */
    Optional<Account> account(MemberId member);

    /** The first entry of an operation, or what keeps it from ever having one. */
    Optional<Recorded> find(OperationKey operation);

    /** All that there is of an operation in its order. */
    List<Recorded> steps(OperationKey operation);

    /**
     * All of what time has done to an account, or nothing.
     *
     * @return whether it is done; if not, somebody else has changed the account meanwhile
     */
    boolean settle(Account before, List<LedgerEntry> entries, Account after);

    /** All of it or nothing: the entries, the account after them, and what is new with them. */
    Committed commit(Commit commit);

    /**
     * Closes an operation that has no entry.
     *
     * @return whether it is done; if not, there is something already
     */
    boolean close(Tombstone tombstone);

    /**
     * All of it or nothing: the entry that forfeits, the account after it, and neither profile nor identifiers any more.
     *
     * @return whether it is done; if not, the account or the profile has changed meanwhile
     */
    boolean erase(Erasure erasure);

    /**
     * Takes away what lies beside a member's profile: notes and whatever else is personal. The account stays.
     *
     * @return whether it is done; if not, somebody else is writing there
     */
    boolean sweep(MemberId member);

    /**
     * @param entry absent where an earlier erasure has put it
     * @param account the account after it
     * @param profile as it was read; absent where it is gone
     */
    record Erasure(Optional<LedgerEntry> entry, Account account, Optional<Profile> profile) {}

    /**
     * @param entries each put only if its operation and step are free; the last is the request's own
     * @param account the account after the entries, put only if the one before them is still the last
     * @param newMember what a new member brings; absent for everyone else
     * @param note on the member, kept beside the profile
     */
    record Commit(List<LedgerEntry> entries, Account account, Optional<NewMember> newMember, Optional<String> note) {

        public Commit {
            entries = List.copyOf(entries);
        }

        /** The request's own entry. */
        LedgerEntry entry() {
            return entries.getLast();
        }

        /** The number of the account's last entry before these. */
        long seqBefore() {
            return account.seq() - entries.size();
        }
    }

    /**
     * Put only if no identifier belongs to anyone yet.
     *
     * @param cardIsDrawn the card is one of ours, so that another can be drawn where it is taken
     */
    record NewMember(Profile profile, List<Identifier> identifiers, boolean cardIsDrawn) {

        public NewMember {
            identifiers = List.copyOf(identifiers);
        }
    }

    /** How a commit ended. */
    sealed interface Committed {

        record Done() implements Committed {}

        /** Where the operation's own entry should go lies this already. */
        record AlreadyRecorded(Recorded first) implements Committed {}

        /** Nothing was written, since somebody else wrote at the same time; to be decided anew. */
        record Conflict() implements Committed {}

        record IdentifierTaken(Identifier.Type type) implements Committed {}
    }
}
