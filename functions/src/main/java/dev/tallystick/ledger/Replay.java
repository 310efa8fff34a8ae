package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Invariant;
import dev.tallystick.points.MemberId;
import java.util.List;
import java.util.Optional;

/** A member's account as its entries alone tell it. */
final class Replay {

    private static final int PAGE = 200;

    private final Statements statements;

    Replay(Statements statements) {
        this.statements = statements;
    }

    /** What the entries come to. */
    sealed interface Result {

        /** Up to the entry asked for, or to the last that the index knows; nothing where it knows none. */
        record Told(Optional<Account> account) implements Result {}

        /** An entry does not follow from those before it. */
        record Broken(long seq, String why) implements Result {}
    }

    /** @param upTo number of the last entry that counts */
    Result replay(MemberId member, long upTo) {
        Optional<Account> account = Optional.empty();
        long seq = 0;
        while (seq < upTo) {
            List<LedgerEntry> page = statements.oldestFirst(member, (int) Math.min(PAGE, upTo - seq), seq);
            if (page.isEmpty()) {
                break;
            }
            for (LedgerEntry entry : page) {
                seq = entry.entry().seq();
                try {
                    account = Optional.of(
                            account.isPresent()
                                    ? account.get().after(entry.entry())
                                    : Account.beginning(entry.entry()));
                } catch (Invariant.Broken e) {
                    return new Result.Broken(seq, String.valueOf(e.getMessage()));
                }
            }
        }
        return new Result.Told(account);
    }
}
