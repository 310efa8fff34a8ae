package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Lots;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;

/** An account as an item of the Members table: read at every purchase, so it is kept small. */
final class AccountItem {

    static final String VERSION = "version";
    private static final int FORMAT = 1;

    private AccountItem() {}

    static Item write(Account account) {
        return Item.with(Keys.account(account.member().value()))
                .put("format", FORMAT)
                .put(VERSION, account.version())
                .put("seq", account.seq())
                .put("at", account.lastAt())
                .put("since", account.enrolledAt())
                .put("balance", EntryItem.balance(account.balance()))
                .put("lots", Packed.lots(account.lots().lots()))
                .put("months", Packed.months(account.tierMonths()))
                .put("firstOnline", account.firsts().online())
                .put("firstInStore", account.firsts().inStore());
    }

    static Account read(MemberId member, Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("an account of a format that this code does not know");
        }
        return new Account(
                member,
                item.number(VERSION),
                item.number("seq"),
                item.instant("at"),
                item.instant("since"),
                EntryItem.balance(item.value("balance")),
                new Lots(Packed.lots(item.text("lots"))),
                Packed.months(item.text("months")),
                new Account.FirstPurchases(item.optionalInstant("firstOnline"), item.optionalInstant("firstInStore")));
    }
}
