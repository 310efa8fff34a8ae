package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * Where entries and accounts are kept. Every read sees every commit before it. Any method may throw
 * {@link dev.tallystick.store.Unavailable}.
 */
public interface LedgerStore {

    /** The account of a member, or nothing where there is no such member. */
    Optional<Account> account(MemberId member);

    /** The first entry of an operation, if it was ever recorded. */
    Optional<LedgerEntry> find(OperationKey operation);

    /**
     * All of what time has done to an account, or nothing.
     *
     * @return whether it is done; if not, somebody else has changed the account meanwhile
     */
    boolean settle(Account before, List<LedgerEntry> entries, Account after);

    /** All of it or nothing: the entry, the account after it, and what is new with it. */
    Committed commit(Commit commit);

    /**
     * @param entry put only if its operation and step are free
     * @param account the account after the entry, put only if the one before it is still the last
     * @param newMember what a new member brings; absent for everyone else
     * @param note on the member, kept beside the profile
     */
    record Commit(LedgerEntry entry, Account account, Optional<NewMember> newMember, Optional<String> note) {}

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

        /** The operation has an entry already: this one. */
        record AlreadyRecorded(LedgerEntry first) implements Committed {}

        /** Nothing was written, since somebody else wrote at the same time; to be decided anew. */
        record Conflict() implements Committed {}

        record IdentifierTaken(Identifier.Type type) implements Committed {}
    }
}
