package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
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

        /**
         * Up to the entry asked for, or to the last that the index knows; nothing where it knows none.
         *
         * @param more whether it knows one beyond the entry asked for
         */
        record Told(Optional<Account> account, boolean more) implements Result {}

        /** An entry is not there, though a later one is; the index may know it in a moment. */
        record Gap(long missing) implements Result {}

        /** An entry cannot be read, or does not follow from those before it. */
        record Broken(long seq, String why) implements Result {}
    }

    /** @param upTo number of the last entry that counts */
    Result replay(MemberId member, long upTo) {
        Optional<Account> account = Optional.empty();
        long seq = 0;
        int size = PAGE;
        while (true) {
            List<LedgerEntry> page;
            try {
                page = statements.oldestFirst(member, size, seq);
            } catch (Item.Unreadable e) {
                if (size == 1) {
                    return new Result.Broken(seq + 1, e.why());
                }
                size = 1;
                continue;
            }
            if (page.isEmpty()) {
                return new Result.Told(account, false);
            }
            for (LedgerEntry entry : page) {
                if (entry.entry().seq() > upTo && seq == upTo) {
                    return new Result.Told(account, true);
                }
                if (entry.entry().seq() != seq + 1) {
                    return new Result.Gap(seq + 1);
                }
                seq = entry.entry().seq();
                try {
                    account = Optional.of(
                            account.isPresent()
                                    ? account.get().after(entry.entry())
                                    : Account.beginning(entry.entry()));
                } catch (RuntimeException e) {
                    return new Result.Broken(seq, String.valueOf(e.getMessage()));
                }
            }
        }
    }
}
