package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Keys;
import java.util.Optional;

/** Accounts as the last commit left them. */
public final class Accounts {

    private final MembersTable table;

    public Accounts(MembersTable table) {
        this.table = table;
    }

    /** The account of a member, or nothing where there is no such member. */
    public Optional<Account> find(MemberId member) {
        return table.get(Keys.account(member.value())).map(item -> AccountItem.read(member, item));
    }
}
