package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.util.Optional;

/** Accounts as the last commit left them. */
public final class Accounts {

    private final MembersTable table;

    public Accounts(MembersTable table) {
        this.table = table;
    }

    /**
     * The account of a member, or nothing where there is no such member.
     *
     * @throws Item.Unreadable when it is not as a commit leaves it
     */
    public Optional<Account> find(MemberId member) {
        return item(member).map(item -> AccountItem.read(member, item));
    }

    /** As {@link #find}, of someone who is still a member: nothing where there is none, or none any more. */
    public Optional<Account> ofMember(MemberId member) {
        return find(member).filter(account -> !account.erased());
    }

    /** The same as it is stored, whether or not it can be read. */
    Optional<Item> item(MemberId member) {
        return table.get(Keys.account(member.value()));
    }
}
